// Works out what an inspection asks to be put right, and brings its draft in line before anybody signs.
import { useEffect } from "preact/hooks";
import type { Draft, Sha256, Store } from "../../data";
import { asksFor, type Wanted } from "../../data/drafts/asking";
import type { Checklist, Item, ScoredItem } from "../../rules";
import { mayBeOrdered, measuresFor, type Measure } from "../../rules/corrections";
import { walkDraft } from "../../rules/walk";
import { problemOf, useApp } from "../context";
import { givenOf } from "../inspect/progress";
import { isScored } from "../scored-checklist";

type Asking = Pick<Draft, "measures" | "corrections" | "photos" | "premises">;

/** The measure that is chosen already: a veto of a lift stops it, all else is ordered. */
export const usualMeasure = ({ class: weight }: Pick<Item | ScoredItem, "class">, kind: string): Measure =>
  weight === "veto" && kind === "elevator" ? "stop_use" : "order";

/** The measure that stands for an item: chosen here, or in the revision before, or the usual one. */
export function measureOf(draft: Asking, item: Item): Measure {
  const { kind } = draft.premises;
  const before = draft.corrections?.find((one) => one.item === item.id)?.measure as Measure | undefined;
  const chosen = draft.measures?.[item.id] ?? before;
  return chosen && measuresFor(kind).includes(chosen) ? chosen : usualMeasure(item, kind);
}

/** Tells whether both photos are there that show what was mended on the spot. */
export const isShown = ({ photos }: Pick<Draft, "photos">, item: string): boolean =>
  (["before", "after"] as const).every((role) => photos[item]?.some((photo) => photo.role === role));

/** Lists what is asked: of scored tables what the inspector selected, else whatever failed and may be ordered. */
export function wantedOf(checklist: Checklist, draft: Draft): Wanted[] {
  if (draft.unable || draft.acceptance?.void) return [];
  if (isScored(checklist)) return selectedOf(draft);
  return walkDraft(checklist, givenOf(draft))
    .filter(({ visible, verdict, item }) => visible && verdict === "fail" && mayBeOrdered(item))
    .map(({ item }) => {
      const chosen = measureOf(draft, item);
      const measure = chosen === "on_the_spot" && !isShown(draft, item.id) ? "order" : chosen;
      const days = draft.answers[item.id]?.due_days;
      return { item: item.id, measure, ...(days === undefined ? {} : { deadline_days: days }) };
    });
}

/** Of scored tables: the items that were selected and where points are taken off still. */
function selectedOf(draft: Draft): Wanted[] {
  const { measures = {}, tables = [], corrections = [] } = draft;
  const lost = new Set(tables.flatMap((sheet) => lostOn(sheet, tables)));
  const before = corrections.map(({ item, measure }) => [item, measure as Measure] as const);
  return Object.entries({ ...Object.fromEntries(before), ...measures })
    .filter(([item]) => lost.has(item))
    .map(([item, measure]) => ({ item, measure, deadline_days: termOf(draft, item) }));
}

const USUAL_TERM = 7;

/** The term of an item of a scored table that is on the order. */
export const termOf = ({ terms, corrections }: Pick<Draft, "terms" | "corrections">, key: string): number =>
  terms?.[key] ?? corrections?.find(({ item }) => item === key)?.deadline_days ?? USUAL_TERM;

function lostOn(
  { table, label, scores }: NonNullable<Draft["tables"]>[number],
  all: Draft["tables"] & object,
) {
  const isRepeated = all.filter((one) => one.table === table).length > 1;
  return Object.entries(scores).flatMap(([slug, score]) =>
    typeof score === "object" && "deductions" in score && score.deductions.length
      ? [`${isRepeated ? `${table}[${label}]` : table}.${slug}`]
      : [],
  );
}

/** Brings a draft in line. One that somebody signed as it stands is left as it is. */
export async function bringInLine(store: Store, checklist: Checklist, draft: Draft): Promise<boolean> {
  const wanted = wantedOf(checklist, draft);
  if (asksFor(draft, wanted)) return false;
  await (await store.asking()).ask(draft.id, draft.edits, wanted);
  return true;
}

/** `held`: the draft with the signatures that hold for it; `shown` is null until that is known. */
export function useInLine(checklist: Checklist, held: Draft, shown: Sha256 | null): void {
  const { store, tell } = useApp();
  const signed = held.signatures.some((one) => one.rev === held.rev);
  useEffect(() => {
    if (shown !== null && !signed)
      bringInLine(store, checklist, held).catch((error: unknown) => tell(problemOf(error)));
  }, [shown, signed]);
}
