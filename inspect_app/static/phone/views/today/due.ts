// Decides which premises are worth a visit: never inspected, or so long ago that the last result soon stops
// counting.
import type { Premises } from "../../data";
import { hasNoRoutine, isTooYoung, oldEnoughOn } from "../premises/hierarchy";

const MONTHS = 11; // a coverage counts for twelve months

type Asked = Pick<Premises, "last" | "status" | "kind" | "attrs">;

export function isDue(premises: Asked, today: string): boolean {
  if (premises.status !== "open" || hasNoRoutine(premises.kind) || isTooYoung(premises, today)) return false;
  return premises.last === null || dueOn(premises.last.on) <= today;
}

/** Returns the day on which somebody has to go there; "" at once, as nobody was there yet; null never. */
export function dueDay(premises: Asked, today: string): string | null {
  if (premises.status !== "open" || hasNoRoutine(premises.kind)) return null;
  if (isTooYoung(premises, today)) return oldEnoughOn(premises);
  return premises.last ? dueOn(premises.last.on) : "";
}

export function dueOn(last: string): string {
  const [year = 0, month = 1, day = 1] = last.split("-").map(Number);
  const end = new Date(Date.UTC(year, month - 1 + MONTHS, 1));
  const longest = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, longest));
  return end.toISOString().slice(0, 10);
}
