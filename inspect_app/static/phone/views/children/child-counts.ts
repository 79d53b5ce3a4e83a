// Counts the children, those inspected not too long ago, and those of them that are good.
import type { Premises } from "../../data";
import { isDue } from "../today/due";
import { hasPassed } from "../kinds";
import { isDone, type UnderWay } from "../premises/under-way";

export interface Counts {
  /** Closed ones and lifts too young for the plan are not waited for. */
  all: number;
  seen: number;
  /** Seen by this person, and nobody decided on it yet: what its last result was says nothing. */
  undecided: number;
  good: number;
}

export function countChildren(
  children: readonly Premises[],
  today: string,
  underWay: ReadonlyMap<string, UnderWay>,
): Counts {
  const isOwn = (child: Premises): boolean => isDone(underWay.get(child.id));
  const due = children.filter((child) => isDue(child, today) && !isOwn(child)).length;
  const seen = children.filter(
    (child) => child.status === "open" && (isOwn(child) || (child.last !== null && !isDue(child, today))),
  );
  return {
    all: due + seen.length,
    seen: seen.length,
    undecided: seen.filter(isOwn).length,
    good: seen.filter((child) => !isOwn(child) && hasPassed(child.last?.result ?? null)).length,
  };
}
