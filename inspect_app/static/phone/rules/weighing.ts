/** How many grams a re-weighed purchase may be short, by tier of goods and weight billed. */

import { distance, isMoreApart, order } from "./exact";
import type { Part } from "./types";

/** [up to this many grams, tolerance]: a range ends with its upper bound; nothing is judged beyond. */
const TOLERANCES: Record<number, [upto: number, grams: number][]> = {
  1: [
    [1000, 20],
    [2000, 40],
    [4000, 80],
    [25000, 100],
  ],
  2: [
    [2500, 5],
    [10000, 10],
    [15000, 15],
  ],
  3: [
    [1000, 2],
    [4000, 4],
    [6000, 6],
  ],
  4: [
    [500, 1],
    [2000, 2],
    [5000, 3],
  ],
};

const grams = { zh: "", en: "", unit: "g", entry: { min: 0, max: null, step: null } };

export const WEIGH_PARTS: Part[] = [
  { ...grams, name: "tier", unit: "", entry: { min: 1, max: 4, step: 1 } },
  { ...grams, name: "billed" },
  { ...grams, name: "actual" },
];

const toleranceOf = (tier: number, billed: number): number | undefined =>
  TOLERANCES[tier]?.find(([upto]) => order(billed, upto) <= 0)?.[1];

/** Tells whether a weight is short; by exactly the tolerance it is not. */
export function isShort(tier: number, billed: number, actual: number): boolean {
  const grams = toleranceOf(tier, billed);
  return grams !== undefined && isMoreApart(billed, actual, grams);
}

/** Tells people by how much, and how much is allowed; null beyond the table or while a number is missing. */
export function shortBy(value: unknown): { grams: string; allowed: number | null } | null {
  const { tier, billed, actual } = (value ?? {}) as Record<string, number | undefined>;
  if (tier === undefined || billed === undefined || actual === undefined) return null;
  const grams = order(billed, actual) > 0 ? distance(billed, actual) : "0";
  return { grams, allowed: toleranceOf(tier, billed) ?? null };
}
