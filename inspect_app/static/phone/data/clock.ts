/** Reads the phone's clock beside the server's. Nothing is decided by the phone's clock alone. */
import type { Clock, Day, Instant } from "./types";

/** The last server time seen: when the phone's wall clock and this page's steady clock showed what. */
export interface Seen {
  server_time: Instant;
  wall: number;
  page: number;
  steady: number;
}

const DAY_SHIFT = 8 * 3600_000; // Shanghai keeps no summer time

export const seeServerTime = (server_time: Instant): Seen => ({
  server_time,
  wall: Date.now(),
  page: performance.timeOrigin,
  steady: performance.now(),
});

export const offsetOf = (seen: Seen | null): number => (seen ? Date.parse(seen.server_time) - seen.wall : 0);

export const shanghaiDay = (now: number, offset: number): Day =>
  new Date(now + offset + DAY_SHIFT).toISOString().slice(0, 10);

/** When this page was last put away or shown again, by the steady clock: its phone may have slept. */
let shownAt = -Infinity;
globalThis.document?.addEventListener?.("visibilitychange", () => {
  shownAt = performance.now();
});

/** Tells how long ago the server's time was heard. Within one page the steady clock tells it, so that
 * setting the wall clock in between changes nothing. But it stands still while a phone sleeps: then the
 * clock that says more is right. A wall clock that was set forward looks the same; the server lets no age
 * reach beyond the arrival of a record. */
export function clockAt(seen: Seen | null, now: number): Clock {
  if (!seen) return { server_time: null, age_ms: null };
  const byWall = now - seen.wall;
  const steady = seen.page === performance.timeOrigin ? performance.now() - seen.steady : byWall;
  const age = shownAt > seen.steady ? Math.max(steady, byWall) : steady;
  return { server_time: seen.server_time, age_ms: Math.max(0, Math.round(age)) };
}

/** Tells whether that time is still to come. One further off than `longest` was written by a wrong clock. */
export const isAhead = (until: number, longest: number, now: number): boolean =>
  now < until && until - now <= longest;

/** Formats a time as RFC 3339 with the phone's own offset. */
export function instant(now: number): Instant {
  const minutes = -new Date(now).getTimezoneOffset();
  const two = (n: number) => String(Math.trunc(n)).padStart(2, "0");
  const zone = `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return new Date(now + minutes * 60_000).toISOString().replace("Z", zone);
}
