/** The verdict on one answer that was read. Null: a part is missing. */

import { isUnmeasured, partsOf, type Answer } from "./answers";
import { holds, type Facts } from "./conditions";
import { daysBetween } from "./days";
import { isInside } from "./exact";
import type { AnswerType, Item, Limit, Option, Verdict } from "./types";
import { isShort } from "./weighing";

type Judge = (item: Item, answer: Answer, facts: Facts) => boolean;

/** `facts` holds what came before this item, and the day under `on`. */
export function verdictOf(item: Item, answer: Answer, facts: Facts): Verdict | null {
  if (answer.value === "na") return "na";
  if (isUnmeasured(item, answer.value)) return item.unmeasured === "fail" ? "fail" : "na";
  if (partsOf(item).some((part) => !answer.fields.has(part.name))) return null;
  if (item.class === "record") return "recorded";
  return isPast(answer, facts) || FAILS[item.type]?.(item, answer, facts) ? "fail" : "pass";
}

const dayOf = (facts: Facts): string => facts.get("on") as string;
const isPast = ({ until }: Answer, facts: Facts): boolean => until !== null && until < dayOf(facts);

/** The first limit whose condition holds. */
export const limitInForce = (item: Item, facts: Facts): Limit | null =>
  item.limits.find((limit) => holds(limit.when, facts)) ?? null;

/** The numbers of an answer that its limits speak of: an age is one, in days. */
export function numbersOf(item: Item, answer: Answer, facts: Facts): number[] {
  if (item.type === "number") return [answer.value as number];
  if (item.type === "numbers") return [...answer.fields.values()];
  return item.type === "age_days" ? [daysBetween(answer.value as string, dayOf(facts))] : [];
}

const isOutside: Judge = (item, answer, facts) => {
  const limit = limitInForce(item, facts);
  return limit !== null && !numbersOf(item, answer, facts).every((number) => isInside(number, limit));
};

const isRequired = ({ required }: Option, facts: Facts): boolean =>
  typeof required === "object" && required !== null ? holds(required, facts) : required === true;

/** What must be chosen and is not. */
export const missingOptions = (item: Item, value: unknown, facts: Facts): Option[] => {
  const chosen = Array.isArray(value) ? value : [value];
  return item.options.filter((option) => !chosen.includes(option.value) && isRequired(option, facts));
};

/** By their values: what must be chosen here and now. */
export const requiredOptions = (item: Item, facts: Facts): Set<string> =>
  new Set(item.options.filter((option) => isRequired(option, facts)).map((option) => option.value));

const chosenWrongly: Judge = (item, { value }, facts) => {
  const chosen = Array.isArray(value) ? value : [value];
  const isBad = (option: Option) => option.ok === false && chosen.includes(option.value);
  return item.options.some(isBad) || missingOptions(item, value, facts).length > 0;
};

const FAILS: Partial<Record<AnswerType, Judge>> = {
  pass_fail: (_item, { value }) => value === "fail",
  number: isOutside,
  numbers: isOutside,
  age_days: isOutside,
  choice: chosenWrongly,
  choices: chosenWrongly,
  date_future: (_item, { value }, facts) => (value as string) < dayOf(facts),
  weigh: (_item, { fields }) => isShort(fields.get("tier")!, fields.get("billed")!, fields.get("actual")!),
};
