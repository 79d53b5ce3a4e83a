// Lists all premises of one's streets and kinds, found while typing, nearest first; it needs no network.
import { useMemo, useState } from "preact/hooks";
import type { Premises } from "../../data";
import { Empty, Loading } from "../../ui/controls/Empty";
import { dayOf, showMoment } from "../../ui/formats/format";
import { Group } from "../../ui/controls/Group";
import { AppHeader } from "../../ui/controls/AppHeader";
import { usePlace, type Here } from "../../ui/position";
import { search, sortByName } from "../../ui/formats/search";
import { t } from "../../ui/texts/texts-field";
import { useApp, useLive } from "../context";
import { isDue } from "../today/due";
import { isFirstSync } from "../today/first-sync";
import { isChildKind } from "./hierarchy";
import { countDueBelow, collapseChildren } from "./collapse-children";
import { Filters, type Filter } from "./Filters";
import { areaWord } from "../kinds";
import { PremisesRow } from "./PremisesRow";
import { Search } from "./Search";
import { isDone, mapUnderWay, type UnderWay } from "./under-way";

const PAGE = 40;
type Busy = ReadonlyMap<string, UnderWay>;
type Narrowed = Filter & { typed: string };
const EVERYTHING: Narrowed = { typed: "", area: null, kind: null, due: false };
const remembered = { ...EVERYTHING };

export function PremisesList() {
  const { status } = useApp();
  const { all, typed, filter, change } = useFilter();
  const [pages, setPages] = useState(1);
  const { here, ask } = usePlace();
  const today = dayOf(Date.now());
  const busy = useLive(["inspections", "outbox", "drafts"], mapUnderWay);
  const { list, hits, below } = useHits(all ?? [], { ...filter, typed }, here, today, busy);
  const open = hits.filter((hit) => hit.premises.status === "open");
  const closed = hits.filter((hit) => hit.premises.status !== "open");
  const narrow = (next: Partial<Narrowed>) => {
    change(next);
    setPages(1);
  };
  return (
    <>
      <AppHeader
        title={t("place.premises")}
        fact={
          status.lastSyncAt && <time>{t("premises.list-of", { time: showMoment(status.lastSyncAt) })}</time>
        }
      >
        <Search label={t("premises.search")} typed={typed} onType={(next) => narrow({ typed: next })} />
      </AppHeader>
      <main class="body">
        <Filters all={all ?? []} filter={filter} onChange={narrow} />
        <p class="found" role="status">
          <span>{t("premises.found", { n: hits.length, all: list.length })}</span>
          {here ? <span>{t("premises.sort-near")}</span> : <Nearest ask={ask} />}
        </p>
        <Hits hits={open.slice(0, pages * PAGE)} below={below} busy={busy} today={today} />
        {open.length > pages * PAGE && (
          <button type="button" class="row-more" onClick={() => setPages(pages + 1)}>
            {t("premises.more", { n: Math.min(PAGE, open.length - pages * PAGE) })}
          </button>
        )}
        {closed.length > 0 && (
          <Group title={t("premises.not-open")} count={closed.length}>
            <Hits hits={closed.slice(0, PAGE)} below={below} busy={busy} today={today} />
          </Group>
        )}
        {all && hits.length === 0 && (
          <Nothing
            total={all.length}
            loading={isFirstSync(status)}
            typed={typed}
            onReset={() => change(EVERYTHING)}
          />
        )}
      </main>
    </>
  );
}

/** Reads all premises, and holds what narrows them while the app runs. */
function useFilter() {
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
function useHits(
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
  const hits = useMemo(() => {
    const waits = (one: Premises) => (isDue(one, today) && !isDone(busy?.get(one.id))) || below.has(one.id);
    const found = search(filter.due ? list.filter(waits) : list, {
      ...filter,
      typed,
      here,
      areaName: areaWord,
    });
    const shown = new Set(collapseChildren(found.map((hit) => hit.premises)));
    return unfolded ? found : found.filter((hit) => shown.has(hit.premises));
  }, [list, below, filter.area, filter.kind, filter.due, typed, here, today, busy]);
  return { list, hits, below };
}

interface Shown {
  hits: ReturnType<typeof search<Premises>>;
  below: ReadonlyMap<string, number>;
  busy: Busy | undefined;
  today: string;
}

function Hits({ hits, below, busy, today }: Shown) {
  if (hits.length === 0) return null;
  return (
    <ul class="card">
      {hits.map(({ premises, metres, mark }) => (
        <li>
          <PremisesRow
            {...{ premises, metres, mark, today }}
            below={below.get(premises.id)}
            underWay={busy?.get(premises.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function Nearest({ ask }: { ask: () => Promise<unknown> }) {
  const [state, setState] = useState<"idle" | "asking" | "denied">("idle");
  const find = async () => {
    setState("asking");
    setState(typeof (await ask()) === "string" ? "denied" : "idle");
  };
  if (state === "denied") return <span>{t("premises.place-denied")}</span>;
  return (
    <button type="button" class="link near" onClick={() => void find()}>
      {t(state === "asking" ? "premises.placing" : "premises.sort-near")}
    </button>
  );
}

interface Nothing {
  total: number;
  loading: boolean;
  typed: string;
  onReset: () => void;
}

function Nothing({ total, loading, typed, onReset }: Nothing) {
  if (loading) return <Loading />;
  if (total === 0)
    return (
      <Empty icon="premises" title={t("today.no-list")}>
        {t("today.no-list-2")}
      </Empty>
    );
  const title = typed ? t("premises.none", { typed }) : t("premises.none-filter");
  return (
    <Empty
      icon="search"
      title={title}
      action={
        <button type="button" class="button" onClick={onReset}>
          {t("premises.reset")}
        </button>
      }
    >
      {t("premises.none-2")}
    </Empty>
  );
}
