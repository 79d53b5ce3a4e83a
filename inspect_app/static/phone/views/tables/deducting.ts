// Reads and changes the deductions of a score; whatever else was said of the item stays with it.
import type { Deduction, SheetScore } from "../../data";
import type { ScoredItem } from "../../rules";

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
