// Counts the children, those inspected not too long ago, and those of them that are good.
import type { Premises } from "../../data";
import { isDue } from "../today/due";
import { hasPassed } from "../kinds";

export interface Counts {
  /** Closed ones and lifts too young for the plan are not waited for. */
  all: number;
  seen: number;
  good: number;
}

export function countChildren(children: readonly Premises[], today: string): Counts {
  const due = children.filter((child) => isDue(child, today)).length;
  const seen = children.filter(
    (child) => child.status === "open" && child.last !== null && !isDue(child, today),
  );
  return {
    all: due + seen.length,
    seen: seen.length,
    good: seen.filter((child) => hasPassed(child.last?.result ?? null)).length,
  };
}
