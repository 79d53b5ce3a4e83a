/** Whether a condition holds for what is known so far. What is not known makes it false. */

import { isDay } from "./days";
import { isNumber, order } from "./exact";
import type { Condition, Operator } from "./types";

export type Facts = ReadonlyMap<string, unknown>;

export function holds(condition: Condition | null, facts: Facts): boolean {
  if (condition === null) return true;
  if ("all" in condition) return condition.all.every((inner) => holds(inner, facts));
  if ("any" in condition) return condition.any.some((inner) => holds(inner, facts));
  if ("not" in condition) return !holds(condition.not, facts);
  return facts.has(condition.fact) && OPERATORS[condition.op](facts.get(condition.fact), condition.value);
}

/** Tells whether two values are equal as JSON; a list is never equal to anything. */
function isSame(fact: unknown, value: unknown): boolean {
  return isNumber(fact) && isNumber(value)
    ? order(fact, value) === 0
    : typeof fact !== "object" && fact === value;
}

function compare(fact: unknown, value: unknown): number | null {
  if (isNumber(fact) && isNumber(value)) return order(fact, value);
  return isDay(fact) && isDay(value) ? Number(fact > value) - Number(fact < value) : null;
}

const contains = (many: unknown, one: unknown): boolean =>
  Array.isArray(many) && many.some((each) => isSame(each, one));

/** Where there is no order, none of the four holds. */
const ordered =
  (isAllowed: (sign: number) => boolean) =>
  (fact: unknown, value: unknown): boolean => {
    const sign = compare(fact, value);
    return sign !== null && isAllowed(sign);
  };

const OPERATORS: Record<Operator, (fact: unknown, value: unknown) => boolean> = {
  set: () => true,
  eq: isSame,
  ne: (fact, value) => !isSame(fact, value),
  in: (fact, value) => contains(value, fact),
  has: contains,
  ge: ordered((sign) => sign >= 0),
  gt: ordered((sign) => sign > 0),
  le: ordered((sign) => sign <= 0),
  lt: ordered((sign) => sign < 0),
};
