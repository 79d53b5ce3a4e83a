// Stalls, lifts and unit works are found at their parent: here they do not flood a list. Pure.
import type { Premises, Uuid } from "../../data";
import { isDue } from "../today/due";
import { isChildKind } from "./hierarchy";

/** How many wait for an inspector below each parent. */
export function countDueBelow(
  all: Iterable<Premises>,
  today: string,
  busy: { has: (id: Uuid) => boolean } = new Set(),
): Map<Uuid, number> {
  const below = new Map<Uuid, number>();
  for (const one of all)
    if (one.parent && isChildKind(one.kind) && !busy.has(one.id) && isDue(one, today))
      below.set(one.parent, (below.get(one.parent) ?? 0) + 1);
  return below;
}

/** Without those whose parent is in the same list; a child without its parent stands for itself. */
export function collapseChildren<P extends Pick<Premises, "id" | "kind" | "parent">>(all: readonly P[]): P[] {
  const here = new Set(all.map((one) => one.id));
  return all.filter((one) => !one.parent || !isChildKind(one.kind) || !here.has(one.parent));
}
