// Finds the words of what a correction is about, and puts corrections in the order in which they are due.
import type { Correction, Store } from "../../data";
import type { Item } from "../../rules";
import { isOpenState, stops } from "../../rules/corrections";
import { t, word } from "../../ui/texts/texts-corrections";

/** The item of a checklist that this phone has; null where it has not. */
export type Words = (correction: Correction) => Item | null;

export async function readWords(store: Store, all: readonly Correction[]): Promise<Words> {
  const named = new Map(all.map(({ checklist }) => [`${checklist.code}:${checklist.version}`, checklist]));
  const found = await Promise.all(
    [...named].map(
      async ([key, { code, version }]) => [key, await store.checklists.get(code, version)] as const,
    ),
  );
  const lists = new Map(found);
  return ({ checklist: { code, version }, item }) => {
    const plain = item.replace(/\[.*\]/, "");
    return lists.get(`${code}:${version}`)?.object.items.find((one) => one.id === plain) ?? null;
  };
}

/** Tells whether somebody has to look again; a stop that passed waits for the desk. */
export const isToRecheck = ({ state, passed }: Correction): boolean => state === "recheck" && !passed;

/** Tells whether the order was served and it is the operator's turn, or the desk's. */
export const isServed = (one: Correction): boolean =>
  one.served_on !== null && isOpenState(one.state) && !isToRecheck(one);

/** Sorts by due day; what has none comes last. */
export const byDue = (a: Pick<Correction, "due_on">, b: Pick<Correction, "due_on">): number =>
  (a.due_on ?? "9999").localeCompare(b.due_on ?? "9999");

export function stateWord({ state, measure }: Correction): string {
  if (state === "stopped" && measure === "stop_work") return t("correction.stopped-work");
  return word("correction", state);
}

/** Says of an order without a deadline that it has none, and of a stop that it holds until its release. */
export const noDayWord = ({ measure }: Correction): string =>
  t(stops(measure) ? "correction.until-release" : "correction.no-day");

export const isStopped = ({ measure, state }: Correction): boolean => stops(measure) && isOpenState(state);
