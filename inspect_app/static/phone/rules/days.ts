/** Days as texts: exactly YYYY-MM-DD and in the calendar. They compare as texts. */

const SHAPE = /^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

export function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !SHAPE.test(value)) return false;
  // 30 February is moved on to March by the browser, so it must come back as it went in.
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

export const daysBetween = (earlier: string, later: string): number =>
  (Date.parse(later) - Date.parse(earlier)) / 86_400_000;

export const inForce = (first: string | null, last: string | null, day: string): boolean =>
  (first === null || first <= day) && (last === null || day <= last);

/** Counts full years. Born on 29 February, one waits for 1 March. Negative before `since`. */
export const fullYears = (since: string, on: string): number =>
  Number(on.slice(0, 4)) - Number(since.slice(0, 4)) - Number(on.slice(5) < since.slice(5));
