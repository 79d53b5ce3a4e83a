// Makes the provisional number of a paper from the id of its inspection, so that it is the same for ever and
// on every phone.
import type { Uuid } from "../../data";

/** The end of a UUIDv7 is random: 48 bits, so two papers of a district never share a number. */
export function paperNumber(id: Uuid): string {
  const end = id.replaceAll("-", "").slice(-12).toUpperCase();
  return [end.slice(0, 4), end.slice(4, 8), end.slice(8)].join("-");
}

/** Writes the operator's code in two groups, as it is read aloud. */
export const inGroups = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;
