// Knows what lies under what: stalls in a market, lifts in an estate, unit works on a site. Pure.
import type { Premises } from "../../data";
import { fullYears } from "../../rules/days";

/** Lifts that the plan watches are at least this old. */
const OLD_LIFT_YEARS = 15;

export { childKind, hasNoRoutine, isChildKind } from "../../rules/kinds";
/** The checklist of a unit work: its inspection is one of the site. */
export const ACCEPTANCE = "construction-acceptance";

type Described = Pick<Premises, "kind" | "attrs">;

/** Computes the age of a lift in full years; null where no day is on record, and for everything else. */
export function ageOf(premises: Described, today: string): number | null {
  const since = inUseSince(premises);
  return since === null ? null : fullYears(since, today);
}

function inUseSince({ kind, attrs }: Described): string | null {
  if (kind !== "elevator") return null;
  const days = [attrs["in_service_on"], attrs["install_inspected_on"], attrs["made_on"]];
  return days.find((day): day is string => typeof day === "string") ?? null;
}

/** Returns the day from which the plan watches a lift; born on 29 February, one waits for 1 March. */
export function oldEnoughOn(premises: Described): string | null {
  const since = inUseSince(premises);
  if (since === null) return null;
  const year = Number(since.slice(0, 4)) + OLD_LIFT_YEARS;
  const isLeap = new Date(Date.UTC(year, 2, 0)).getUTCDate() === 29;
  return `${year}-${since.endsWith("-02-29") && !isLeap ? "03-01" : since.slice(5)}`;
}

/** Whether a lift is too young for the plan, so that nobody has to visit it. */
export const isTooYoung = (premises: Described, today: string): boolean =>
  (ageOf(premises, today) ?? OLD_LIFT_YEARS) < OLD_LIFT_YEARS;

const SAMPLE = /（[^（）]*）$/;

/** Names a child among its siblings: by its own number, else by its name without the name of its parent. */
export function shortName(child: Pick<Premises, "name" | "attrs">, parent: string): string {
  const number = child.attrs["stall_no"];
  if (typeof number === "string" && number) return number;
  const [name, above] = [child.name, parent].map((one) => one.replace(SAMPLE, "")) as [string, string];
  const rest = name.startsWith(above) ? name.slice(above.length).replace(/^[\s，、-]+/, "") : name;
  return rest || name;
}

const collator = new Intl.Collator("zh-CN", { numeric: true });

/** Sorts children as they stand on site: by their numbers. */
export const inOrder = (children: readonly Premises[], parent: string): Premises[] =>
  children
    .map((child) => [shortName(child, parent), child] as const)
    .sort(([a], [b]) => collator.compare(a, b))
    .map(([, child]) => child);

/** Finds the next child after `here` that fits, once round the whole market; null when none does. */
export function nextAfter(
  ordered: readonly Premises[],
  here: string,
  fits: (child: Premises) => boolean,
): Premises | null {
  const from = ordered.findIndex((child) => child.id === here) + 1;
  return (
    [...ordered.slice(from), ...ordered.slice(0, from)].find((one) => one.id !== here && fits(one)) ?? null
  );
}
