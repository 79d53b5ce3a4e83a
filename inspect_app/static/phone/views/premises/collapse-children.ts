// Leaves stalls, lifts and unit works to their parents, so that they do not flood a list. Pure.
import type { Premises, Uuid } from "../../data";
import type { Hit } from "../../ui/formats/search";
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
  return collapse(all, (one) => one);
}

/** Does the same to what a search found. */
export const collapseHits = <P extends Premises>(hits: readonly Hit<P>[]): Hit<P>[] =>
  collapse(hits, (hit) => hit.premises);

function collapse<T>(all: readonly T[], of: (one: T) => Pick<Premises, "id" | "kind" | "parent">): T[] {
  const parents = new Set<Uuid>();
  for (const one of all) {
    const { parent, kind } = of(one);
    if (parent && isChildKind(kind)) parents.add(parent);
  }
  if (!parents.size) return [...all];
  const here = new Set<Uuid>();
  for (const one of all) if (parents.has(of(one).id)) here.add(of(one).id);
  return all.filter((one) => {
    const { parent, kind } = of(one);
    return !parent || !isChildKind(kind) || !here.has(parent);
  });
}
