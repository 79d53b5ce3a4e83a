/** Tells when somebody has to go to a premises next, by the interval of its kind, as the server does. Pure. */

import { oldEnoughOn, type Described } from "./ages";
import { daysBetween } from "./days";
import { hasNoRoutine } from "./kinds";

const AHEAD = 30;

/** A premises as it stands; nobody has to go to a lift before it is 15, which `attrs` tell. */
export interface Asked extends Described {
  status: string;
  last: { on: string; passed: boolean | null } | null;
}

/**
 * `state` is null where nobody goes, `on` the last day in time, or null without one. `waits`: somebody may go there
 * now, as it was never inspected, is overdue, or is due within thirty days.
 */
export interface Due {
  state: "overdue" | "failed" | "due" | "never" | "ok" | null;
  on: string | null;
  waits: boolean;
}

/** A kind without an interval (`months` is null) has no day. */
export function findDue(asked: Asked, months: number | null, today: string): Due {
  const { kind, status, last } = asked;
  if (status !== "open" || hasNoRoutine(kind)) return { state: null, on: null, waits: false };
  const first = oldEnoughOn(asked);
  const young = first !== null && today < first;
  // What was seen before a lift was old enough counts for nothing.
  const seen = last && (first === null || first <= last.on) ? last.on : null;
  const on = young ? first : seen && months ? addMonths(seen, months) : null;
  const soon = on !== null && daysBetween(today, on) <= AHEAD;
  const never = !young && !seen;
  const state =
    on !== null && on < today
      ? "overdue"
      : last?.passed === false
        ? "failed"
        : never
          ? "never"
          : soon
            ? "due"
            : "ok";
  return { state, on, waits: never || (soon && !young) };
}

/** Returns the same day of a later month, or that month's last day where it is shorter. */
function addMonths(from: string, months: number): string {
  const [year = 0, month = 1, day = 1] = from.split("-").map(Number);
  const longest = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, longest))).toISOString().slice(0, 10);
}
