/** Fractions of whole numbers, for sums and means that no decimal can hold. */

import { exact } from "./exact";

export interface Fraction {
  over: bigint;
  under: bigint;
}

export const ZERO: Fraction = { over: 0n, under: 1n };

export function fraction(value: number): Fraction {
  if (Number.isSafeInteger(value)) return { over: BigInt(value), under: 1n };
  const [digits, scale] = exact(value);
  return scale < 0
    ? { over: digits * 10n ** BigInt(-scale), under: 1n }
    : { over: digits, under: 10n ** BigInt(scale) };
}

/** Nearly all points are whole, so the short way is the usual one. */
export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.under === b.under
    ? reduce(a.over + b.over, a.under)
    : reduce(a.over * b.under + b.over * a.under, a.under * b.under);
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { over: -b.over, under: b.under });
export const times = (a: Fraction, b: Fraction): Fraction => reduce(a.over * b.over, a.under * b.under);
export const by = (a: Fraction, b: Fraction): Fraction => reduce(a.over * b.under, a.under * b.over);
export const sum = (all: Fraction[]): Fraction => all.reduce(plus, ZERO);

/** Negative, 0 or positive, as in sorting. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Half up. Only for what is not negative. */
export const rounded = (value: Fraction, places: number): string =>
  floored(plus(value, { over: 1n, under: 2n * 10n ** BigInt(places) }), places);

/** Cuts instead of rounding, so that 79.996 is never shown as 80.00. */
export function floored({ over, under }: Fraction, places: number): string {
  const text = String((over * 10n ** BigInt(places)) / under).padStart(places + 1, "0");
  return `${text.slice(0, -places)}.${text.slice(-places)}`;
}

// Numbers stay short, so a long sum stays quick.
function reduce(over: bigint, under: bigint): Fraction {
  if (under === 1n) return { over, under };
  let [a, b] = [over < 0n ? -over : over, under];
  while (b !== 0n) [a, b] = [b, a % b];
  return a > 1n ? { over: over / a, under: under / a } : { over, under };
}
