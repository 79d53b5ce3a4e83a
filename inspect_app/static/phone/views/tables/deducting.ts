// Reads and changes the deductions of a score; whatever else was said of the item stays with it.
import type { Deduction, SheetScore } from "../../data";
import type { ScoredItem } from "../../rules";
import { either, t } from "../../ui/texts/texts-sheets";
import { isMissing } from "./sheets";
import { reasonOf } from "./site";

type Taken = Extract<SheetScore, { deductions: Deduction[] }>;

export const isTaken = (score: SheetScore | undefined): score is Taken =>
  typeof score === "object" && "deductions" in score;

/**
 * Lists the deductions of a score; points without clauses, from another program, are one loss that nobody
 * explained yet.
 */
export function deductionsOf(score: SheetScore | undefined, item: Pick<ScoredItem, "max">): Deduction[] {
  if (isTaken(score)) return score.deductions;
  return typeof score === "number" && score < item.max
    ? [{ clause: "", count: 1, points: item.max - score }]
    : [];
}

/** Puts deductions into a score; null when none is left, for then nothing was scored yet. */
export function withDeductions(score: SheetScore | undefined, deductions: Deduction[]): SheetScore | null {
  return deductions.length ? { ...(isTaken(score) ? score : {}), deductions } : null;
}

export const sumOfDeductions = (taken: readonly Deduction[]): number =>
  taken.reduce((sum, { count, points }) => sum + count * points, 0);

type Listing = Pick<ScoredItem, "max" | "deductions">;

/** Words what was taken off one item of a sheet, and why. */
export function scoreWords(score: SheetScore | undefined, item: Listing): string[] {
  if (isMissing(score)) return [reasonOf(score)].filter(Boolean);
  const taken = deductionsOf(score, item).filter(({ clause }) => clause);
  const said = isTaken(score) ? score : null;
  return [
    ...taken.map((one) => lossWords(one, item)),
    ...(said?.note ? [t("record.where", { note: said.note })] : []),
    ...(said?.no_photo ? [t("record.no-photo", { why: said.no_photo })] : []),
  ];
}

/** Words one loss in the reader's language: a listed clause as its list does, own words as they were written. */
function lossWords({ clause: zh, count, points: n }: Deduction, { deductions = [] }: Listing): string {
  const listed = deductions.find((one) => one.clause === zh);
  const clause = listed ? either({ zh, en: listed.en }) : zh;
  return count > 1 ? t("record.taken-each", { clause, count, n }) : t("record.taken", { clause, n });
}
