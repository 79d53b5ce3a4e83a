// Lists the numbers an item asks for, and reads and writes them in its answer.
import type { Answer } from "../../data";
import { isUnmeasured, type Item } from "../../rules";
import { mayBeNegative, outOfRange, places, textOf, type Entry } from "../../ui/controls/pad-keys";
import { fractionOf, valueOf } from "./typed-numbers";
import { either, t } from "../../ui/texts/texts-more";
import { unitOf } from "./units";

export interface NumberField {
  name: string;
  label: string;
  unit: string;
  entry: Entry;
}

const NO_ENTRY: Entry = { min: 0, max: null, step: 0.1 };
const GRAMS: Entry = { min: 0, max: null, step: 1 };

export function fieldsOf(item: Item): NumberField[] {
  if (item.type === "number")
    return [{ name: "", label: either(item), unit: unitOf(item), entry: item.entry ?? NO_ENTRY }];
  if (item.type === "weigh")
    return [
      { name: "billed", label: t("inspect.billed"), unit: "g", entry: GRAMS },
      { name: "actual", label: t("inspect.actual"), unit: "g", entry: GRAMS },
    ];
  return item.parts.map((part) => ({
    name: part.name,
    label: either(part),
    unit: unitOf(part),
    entry: part.entry ?? NO_ENTRY,
  }));
}

export function numberIn(item: Item, answer: Answer | undefined, name: string): string {
  if (item.type === "number") return answer?.fraction?.join("/") ?? textOf(answer?.value);
  const numbers = inValue(item) ? answer?.value : answer?.parts;
  return textOf((numbers as Record<string, unknown> | undefined)?.[name]);
}

/** Puts a typed number into the answer, or takes it out while the text is no number that may be entered. */
export function withNumber(
  item: Item,
  answer: Answer | undefined,
  field: NumberField,
  text: string,
): Answer | null {
  const value = enterable(text, field.entry);
  const before = withoutReason(item, answer);
  if (item.type === "number") return withFraction(withValue(before, value), fractionOf(text));
  const numbers = { ...(inValue(item) ? (before?.value as Record<string, number> | null) : before?.parts) };
  if (value === null) delete numbers[field.name];
  else numbers[field.name] = value;
  const filled = Object.keys(numbers).length ? numbers : null;
  if (inValue(item)) return withValue(before, filled);
  const { parts, ...rest } = before ?? { value: null };
  return filled ? { ...rest, parts: filled } : withValue(rest, rest.value);
}

/** Takes away that nothing was measured, and the note with it: that was the reason why. */
export function withoutReason(item: Item, answer: Answer | undefined): Answer | undefined {
  if (!answer || !isUnmeasured(item, answer.value)) return answer;
  const { note: _, ...rest } = answer;
  return { ...rest, value: null };
}

/** Sets the value of an answer; without a value only what is written beside it keeps an answer. */
export function withValue(answer: Answer | undefined, value: unknown): Answer | null {
  if (value === null && !answer?.note && !answer?.parts && !answer?.no_photo) return null;
  if (!answer || value === answer.value) return { ...answer, value };
  const { fraction: _, ...rest } = answer;
  return { ...rest, value };
}

/** Writes beside a share what it was counted from, or takes that away. */
function withFraction(answer: Answer | null, counted: [number, number] | null): Answer | null {
  if (!answer) return null;
  const { fraction: _, ...rest } = answer;
  return counted && answer.value !== null ? { ...rest, fraction: counted } : rest;
}

/** Tells whether a number may be typed as so many of so many: a share that is never under 0. */
export const isShare = ({ unit, entry }: NumberField): boolean => unit === "%" && !mayBeNegative(entry);

export function enterable(text: string, entry: Entry): number | null {
  const value = valueOf(text, entry);
  if (value === null || outOfRange(value, entry)) return null;
  const factor = 10 ** Math.max(places(entry), 1);
  const step = Math.round((entry.step ?? 0) * factor);
  return step && Math.round((value - (entry.min ?? 0)) * factor) % step !== 0 ? null : value;
}

/** Says why a text may not be entered; null where it may, or where none is. */
export function refusalOf(text: string, { entry, unit }: NumberField): [word: string, more: string] | null {
  const value = valueOf(text, entry);
  if (value === null || enterable(text, entry) !== null) return null;
  if (outOfRange(value, entry))
    return [t("verdict.range"), t("verdict.range-2", { range: range(entry, unit) })];
  return [t("verdict.step"), t("verdict.step-2", { step: `${entry.step} ${unit}`.trim() })];
}

/** Writes what may be entered, with its unit. */
export function range({ min, max }: Entry, unit: string): string {
  const n = (value: number | null | undefined) => String(value ?? "…").replace("-", "−");
  return `${n(min)}–${n(max)}${unit ? ` ${unit}` : ""}`;
}

/**
 * Reads a number typed on the phone's keyboard: full-width digits are digits, any other text is no number.
 */
export function typedNumber(text: string, entry: Entry): number | null {
  const plain = text.normalize("NFKC").trim();
  return /^-?\d+(\.\d*)?$/.test(plain) ? enterable(plain, entry) : null;
}

const inValue = (item: Item) => item.type === "numbers" || item.type === "weigh";
