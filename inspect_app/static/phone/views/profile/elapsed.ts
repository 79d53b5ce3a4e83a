// Rounds a duration up to whole units, so that no drill looks quicker than it was.
export const elapsed = (ms: number, unit: string): number =>
  Math.ceil(ms / (unit === "分钟" ? 60_000 : 1000));
