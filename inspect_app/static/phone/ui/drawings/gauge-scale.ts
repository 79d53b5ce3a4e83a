// Computes the scale under a measured value: round ends, about six numbered ticks, the allowed band inside
// with one band's width beside it.
import type { Entry } from "../controls/pad-keys";

export interface Limits {
  min?: number | null | undefined;
  max?: number | null | undefined;
}
export interface Scale {
  from: number;
  to: number;
  ticks: Tick[];
  band: readonly [number, number];
}
export interface Tick {
  at: number;
  share: number;
  label: string | null;
  limit: boolean;
}

export function gaugeScale(limits: Limits, entry: Entry): Scale {
  const { low, high } = window(limits, entry);
  const major = niceStep((high - low) / 5);
  const from = Math.max(Math.floor(low / major) * major, bound(entry.min, -Infinity, major, Math.floor));
  const to = Math.min(Math.ceil(high / major) * major, bound(entry.max, Infinity, major, Math.ceil));
  const band = [limits.min ?? from, limits.max ?? to] as const;
  return { from, to, band, ticks: ticks(from, to, major, limits) };
}

/** Computes where a value stands between the ends, 0 to 1; past an end it stands at the end. */
export function shareOf(scale: Pick<Scale, "from" | "to">, value: number): number {
  return Math.min(1, Math.max(0, (value - scale.from) / (scale.to - scale.from)));
}

function window(limits: Limits, entry: Entry) {
  const min = limits.min ?? null,
    max = limits.max ?? null;
  const middle = min ?? max ?? 0;
  const beside =
    min !== null && max !== null && max > min
      ? max - min
      : Math.max(Math.abs(middle), 10 * (entry.step ?? 0.1));
  const low = Math.max((min ?? max ?? 0) - beside, entry.min ?? -Infinity);
  const high = Math.min((max ?? min ?? 0) + beside, entry.max ?? Infinity);
  return { low, high: high > low ? high : low + beside };
}

function niceStep(rough: number): number {
  const ten = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * ten).find((step) => step >= rough * 0.999) ?? ten * 10;
}

function bound(
  value: number | null | undefined,
  otherwise: number,
  major: number,
  round: (n: number) => number,
): number {
  return value === null || value === undefined ? otherwise : round(value / major) * major;
}

function ticks(from: number, to: number, major: number, limits: Limits): Tick[] {
  const minor = major / 5;
  const bounds = [limits.min, limits.max].filter((limit) => limit !== null && limit !== undefined);
  const near = (at: number) =>
    bounds.some((limit) => limit !== at && Math.abs(limit - at) < (to - from) * 0.08);
  const marks = Array.from({ length: Math.round((to - from) / minor) + 1 }, (_, n) => tidy(from + n * minor));
  for (const limit of bounds) if (!marks.includes(limit)) marks.push(limit);
  return marks.map((at) => {
    const limit = bounds.includes(at);
    const numbered = Math.abs(at / major - Math.round(at / major)) < 1e-6 && !near(at);
    return {
      at,
      share: shareOf({ from, to }, at),
      label: limit || numbered ? String(at).replace("-", "−") : null,
      limit,
    };
  });
}

const tidy = (value: number) => Number(value.toFixed(6)) + 0;
