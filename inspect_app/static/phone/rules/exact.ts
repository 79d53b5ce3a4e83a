/** Figures without rounding: a number is read by its shortest decimal text, never by its bits. */

import type { Entry, Range } from "./types";

/** digits / 10^scale: 8.1 is [81n, 1]. */
export type Exact = readonly [digits: bigint, scale: number];

export const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value);

export function exact(value: number): Exact {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", part = ""] = mantissa.split(".");
  return [BigInt(whole + part), part.length - Number(exponent)];
}

const atScale = ([digits, scale]: Exact, wanted: number) => digits * 10n ** BigInt(wanted - scale);

/** Brings two numbers to whole numbers of the same unit. */
function align(a: Exact, b: Exact): [bigint, bigint, number] {
  const scale = Math.max(a[1], b[1]);
  return [atScale(a, scale), atScale(b, scale), scale];
}

export function minus(a: Exact, b: Exact): Exact {
  const [left, right, scale] = align(a, b);
  return [left - right, scale];
}

export const times = (a: Exact, b: Exact): Exact => [a[0] * b[0], a[1] + b[1]];

/** Negative, 0 or positive, as in sorting. */
export function order(a: number, b: number): number {
  const [difference] = minus(exact(a), exact(b));
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isInside = (value: number, { min, max }: Range): boolean =>
  (min === null || order(min, value) <= 0) && (max === null || order(value, max) <= 0);

/** The step starts at the lower end. */
export function canEnter(value: number, entry: Entry): boolean {
  if (entry.step === null) return isInside(value, entry);
  const [way, step] = align(minus(exact(value), exact(entry.min ?? 0)), exact(entry.step));
  return way % step === 0n && isInside(value, entry);
}

/** Whether `high` is above `low` by more than `by`. */
export const isMoreApart = (high: number, low: number, by: number): boolean =>
  minus(minus(exact(high), exact(low)), exact(by))[0] > 0n;

/** How far apart, as a plain decimal: "3.6". */
export function distance(a: number, b: number): string {
  const [digits, scale] = minus(exact(a), exact(b));
  const plain = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const text = scale > 0 ? `${plain.slice(0, -scale)}.${plain.slice(-scale)}` : plain + "0".repeat(-scale);
  return scale > 0 ? text.replace(/\.?0+$/, "") : text;
}
