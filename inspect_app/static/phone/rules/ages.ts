/** How old a lift is, and when it is old enough to be watched. */

import { fullYears } from "./days";

/** Lifts that the plan watches are at least this old. */
const OLD_LIFT_YEARS = 15;

export interface Described {
  kind: string;
  attrs: Readonly<Record<string, unknown>>;
}

/** Computes the age of a lift in full years; null where no day is on record, and for everything else. */
export function ageOf(premises: Described, today: string): number | null {
  const since = inUseSince(premises);
  return since === null ? null : fullYears(since, today);
}

/** Returns the day from which the plan watches a lift; born on 29 February, one waits for 1 March. */
export function oldEnoughOn(premises: Described): string | null {
  const since = inUseSince(premises);
  if (since === null) return null;
  const year = Number(since.slice(0, 4)) + OLD_LIFT_YEARS;
  const isLeap = new Date(Date.UTC(year, 2, 0)).getUTCDate() === 29;
  return `${year}-${since.endsWith("-02-29") && !isLeap ? "03-01" : since.slice(5)}`;
}

function inUseSince({ kind, attrs }: Described): string | null {
  if (kind !== "elevator") return null;
  const days = [attrs["in_service_on"], attrs["install_inspected_on"], attrs["made_on"]];
  return days.find((day): day is string => typeof day === "string") ?? null;
}
