// Puts together what one signature was given for: a round is asked about once. Pure.
import type { Cosignature } from "../../data";

/** By picture and author, in the order of the first question of each. */
export function groupAsked(open: readonly Cosignature[]): [Cosignature, ...Cosignature[]][] {
  const groups = new Map<string, [Cosignature, ...Cosignature[]]>();
  for (const one of open) {
    const key = `${one.sha256} ${one.author}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}
