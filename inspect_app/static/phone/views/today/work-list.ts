// Orders what somebody has to do today: what has a day by that day, the rest by nearness. Pure.
import type { Premises, Uuid } from "../../data";
import { addWorkdays, countWorkdays } from "../../rules/workdays";
import { isChildKind } from "../premises/hierarchy";
import { dueOf } from "./due";

/** So many working days ahead a day is worth planning for. */
export const AHEAD = 5;

/** A premises with the day on which it, or the first of those below it, is due. */
export interface Dated {
  premises: Premises;
  day: string;
  /** How many below it are due by then; 0 where it is due itself and nothing else is. */
  below: number;
  itself: boolean;
}

/** Lists what is due on a day, past or at most five working days ahead, the earliest first. What lies under
 * something stands with it; what somebody works on is not asked for twice. */
export function listDated(
  all: ReadonlyMap<Uuid, Premises>,
  busy: { has: (id: Uuid) => boolean },
  today: string,
): Dated[] {
  const until = addWorkdays(today, AHEAD).day;
  const found = new Map<Uuid, Dated>();
  for (const one of all.values()) {
    const day = busy.has(one.id) ? null : dueOf(one, today).on;
    if (!day || day > until) continue;
    const parent = one.parent && isChildKind(one.kind) ? all.get(one.parent) : undefined;
    const premises = parent ?? one;
    const known = found.get(premises.id) ?? { premises, day, below: 0, itself: false };
    found.set(premises.id, {
      premises,
      day: earlier(day, known.day),
      below: known.below + (parent ? 1 : 0),
      itself: known.itself || !parent,
    });
  }
  return [...found.values()].sort(
    (a, b) => a.day.localeCompare(b.day) || a.premises.id.localeCompare(b.premises.id),
  );
}

const earlier = (a: string, b: string): string => (a.localeCompare(b) < 0 ? a : b);

/** How a day stands to today, in working days: `late` since, `left` until. */
export const howLong = (day: string, today: string): { late: number } | { left: number } =>
  day < today ? { late: countWorkdays(day, today) } : { left: countWorkdays(today, day) };

/** Puts what waited longest first; what nobody dated comes last. */
export const byAge = (a: { decided_at: string | null }, b: { decided_at: string | null }): number =>
  (a.decided_at ? Date.parse(a.decided_at) : Infinity) - (b.decided_at ? Date.parse(b.decided_at) : Infinity);
