/** Reads one given answer by the type of its item, or refuses it. Nothing is judged here. */

import { isDay } from "./days";
import { canEnter, isNumber } from "./exact";
import { refuse } from "./refusals";
import type { AnswerType, Item, Part } from "./types";
import { WEIGH_PARTS } from "./weighing";

export const UNMEASURED = "unmeasured";
const MEASURED: AnswerType[] = ["number", "numbers", "date", "date_future", "age_days", "weigh"];

/** Whether an answer says that there was nothing to read off; of a text item it is a text. */
export const isUnmeasured = ({ type }: Pick<Item, "type">, value: unknown): boolean =>
  value === UNMEASURED && MEASURED.includes(type);

/** `fields` are the numbers by name: of `numbers`, of `weigh`, or of the parts beside. */
export interface Answer {
  value: unknown;
  fields: ReadonlyMap<string, number>;
  until: string | null;
}

type Reader = (item: Item, value: unknown, where: string) => unknown;

// Written out, because the blanks of Python and of JavaScript are not the same ones.
export const BLANK = /^[ \t\r\n\u3000]*$/;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const partsOf = (item: Item): Part[] => (item.type === "weigh" ? WEIGH_PARTS : item.parts);

export function readAnswer(item: Item, given: unknown): Answer {
  const where = `answers.${item.id}`;
  if (!isObject(given)) return refuse("type", where);
  const { note = "", parts = {} } = given;
  if (typeof note !== "string") return refuse("type", where);
  const value = readValue(item, given.value, where);
  if (value === "na" || isUnmeasured(item, value)) return { value, fields: new Map(), until: null };
  const fields = readFields(item, isObject(value) ? value : parts, where);
  return { value, fields, until: readUntil(item, given.until, where) };
}

function readValue(item: Item, value: unknown, where: string): unknown {
  if (value === null || value === undefined) return refuse("empty", where);
  if (value === "na") return item.na ? value : refuse("na", where);
  if (isUnmeasured(item, value)) return item.unmeasured ? value : refuse("unmeasured", where);
  return READERS[item.type](item, value, where);
}

function readFields(item: Item, value: unknown, where: string): Map<string, number> {
  if (!isObject(value)) return refuse("type", where);
  const parts = partsOf(item);
  return new Map(
    Object.entries(value).map(([name, number]) => {
      const part = parts.find((each) => each.name === name);
      return part ? [name, readNumber(number, part.entry, where)] : refuse("part", where);
    }),
  );
}

function readNumber(value: unknown, entry: Item["entry"], where: string): number {
  if (!isNumber(value)) return refuse("type", where);
  return entry === null || canEnter(value, entry) ? value : refuse("entry", where);
}

function readUntil(item: Item, until: unknown, where: string): string | null {
  if (!item.until || until === null || until === undefined) return null;
  return isDay(until) ? until : refuse("type", where);
}

const readChoice: Reader = (item, value, where) => {
  if (typeof value !== "string") return refuse("type", where);
  return item.options.some((option) => option.value === value) ? value : refuse("option", where);
};

const readText: Reader = (_item, value, where) => {
  if (typeof value !== "string") return refuse("type", where);
  return BLANK.test(value) ? refuse("empty", where) : value;
};

const readDay: Reader = (_item, value, where) => (isDay(value) ? value : refuse("type", where));
const readObject: Reader = (_item, value, where) => (isObject(value) ? value : refuse("type", where));

const READERS: Record<AnswerType, Reader> = {
  pass_fail: (_item, value, where) => (value === "pass" || value === "fail" ? value : refuse("type", where)),
  number: (item, value, where) => readNumber(value, item.entry, where),
  numbers: readObject,
  choice: readChoice,
  choices: (item, value, where) =>
    Array.isArray(value) ? value.map((one) => readChoice(item, one, where)) : refuse("type", where),
  text: readText,
  date: readDay,
  date_future: readDay,
  age_days: readDay,
  weigh: readObject,
};
