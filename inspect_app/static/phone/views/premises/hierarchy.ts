// Knows what lies under what: stalls in a market, lifts in an estate, unit works on a site. Pure.
import type { Premises } from "../../data";

export { ageOf } from "../../rules/ages";
export { childKind, hasNoRoutine, isChildKind } from "../../rules/kinds";
/** The checklist of a unit work: its inspection is one of the site. */
export const ACCEPTANCE = "construction-acceptance";

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
