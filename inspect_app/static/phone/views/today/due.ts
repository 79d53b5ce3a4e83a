// Decides which premises are worth a visit: never inspected, or so long ago that the last result soon stops
// counting.
import type { Premises } from "../../data";
import { hasNoRoutine, isTooYoung } from "../premises/hierarchy";

const MONTHS = 11; // a coverage counts for twelve months

export function isDue(
  premises: Pick<Premises, "last" | "status" | "kind" | "attrs">,
  today: string,
): boolean {
  if (premises.status !== "open" || hasNoRoutine(premises.kind) || isTooYoung(premises, today)) return false;
  return premises.last === null || dueOn(premises.last.on) <= today;
}

/** Whether the visit is due within two months, so that the day is worth naming. */
export function isDueSoon(last: string, today: string): boolean {
  return Date.parse(dueOn(last)) - Date.parse(today) <= 61 * 86_400_000;
}

export function dueOn(last: string): string {
  const [year = 0, month = 1, day = 1] = last.split("-").map(Number);
  const end = new Date(Date.UTC(year, month - 1 + MONTHS, 1));
  const longest = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, longest));
  return end.toISOString().slice(0, 10);
}
