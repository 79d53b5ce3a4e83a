// Leaves stalls, lifts and unit works to their parents, so that they do not flood a list. Pure.
import type { Premises, Uuid } from "../../data";
import { isDue } from "../today/due";
import { isChildKind } from "./hierarchy";

/** Counts the children that are due below each parent. */
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

/** Drops the children whose parent is in the same list; a child without its parent stands for itself. */
export function collapseChildren<P extends Pick<Premises, "id" | "kind" | "parent">>(all: readonly P[]): P[] {
  const parents = new Set<Uuid>();
  for (const one of all) if (one.parent && isChildKind(one.kind)) parents.add(one.parent);
  const here = parents.size
    ? new Set(all.filter((one) => parents.has(one.id)).map((one) => one.id))
    : parents;
  return all.filter((one) => !one.parent || !isChildKind(one.kind) || !here.has(one.parent));
}
