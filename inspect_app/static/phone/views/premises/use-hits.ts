// What the list of premises shows of all it holds, while somebody types and narrows.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Premises } from "../../data";
import type { Here } from "../../ui/position";
import { searchWhileTyping, sortByName } from "../../ui/formats/search";
import { useLive } from "../context";
import { areaWord } from "../kinds";
import { isDue } from "../today/due";
import { isChildKind } from "./hierarchy";
import { collapseChildren, collapseHits, countDueBelow } from "./collapse-children";
import type { Filter } from "./Filters";
import { isDone, type UnderWay } from "./under-way";

export type Busy = ReadonlyMap<string, UnderWay>;
export type Narrowed = Filter & { typed: string };
export const EVERYTHING: Narrowed = { typed: "", area: null, kind: null, due: false };
const remembered = { ...EVERYTHING };
const LOWEST_ROW = 80;
const ABOVE_ROWS = 160;
const LEAST_ROWS = 4;
const SETTLED_AFTER = 600;

/** Tells whether somebody is typing: then only what fits on the screen is drawn, as a key waits for it. */
export function useTyping(typed: string) {
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTyping(false), SETTLED_AFTER);
    return () => clearTimeout(timer);
  }, [typed, typing]);
  return { typing, begin: () => setTyping(true) };
}

/** So many rows fit below the search, keyboard or not. */
export const fitting = (): number =>
  Math.max(LEAST_ROWS, Math.ceil(((visualViewport?.height ?? innerHeight) - ABOVE_ROWS) / LOWEST_ROW));

/** Reads all premises, and holds what narrows them while the app runs. */
export function useFilter() {
  const all = useLive(["premises"], async (store) => sortByName(await store.premises.all()));
  const [{ typed, ...filter }, setNarrowed] = useState<Narrowed>(remembered);
  const change = (part: Partial<Narrowed>) => {
    const next = { ...filter, typed, ...part };
    Object.assign(remembered, next);
    setNarrowed(next);
  };
  return { all, typed, filter, change };
}

/** Computes what the filter and the search let through, and how many are due below each market or estate. */
export function useHits(
  all: Premises[],
  { typed, ...filter }: Narrowed,
  here: Here | null,
  today: string,
  busy: Busy | undefined,
) {
  const below = useMemo(() => countDueBelow(all, today, busy), [all, today, busy]);
  // A kind that was asked for is shown as it is; otherwise children stay with their parents.
  const unfolded = filter.kind !== null && isChildKind(filter.kind);
  const list = useMemo(() => (unfolded || typed ? all : collapseChildren(all)), [all, unfolded, !typed]);
  const find = useMemo(() => {
    const waits = (one: Premises) => (isDue(one, today) && !isDone(busy?.get(one.id))) || below.has(one.id);
    const { area, kind } = filter;
    return searchWhileTyping(filter.due ? list.filter(waits) : list, {
      area,
      kind,
      here,
      areaName: areaWord,
    });
  }, [list, below, filter.area, filter.kind, filter.due, here, today, busy]);
  const hits = useMemo(() => {
    const found = find(typed);
    return unfolded ? found : collapseHits(found);
  }, [find, typed, unfolded]);
  const closed = useMemo(() => hits.filter((hit) => hit.premises.status !== "open"), [hits]);
  const open = useMemo(
    () => (closed.length ? hits.filter((hit) => hit.premises.status === "open") : hits),
    [hits, closed],
  );
  return { list, open, closed, below };
}
