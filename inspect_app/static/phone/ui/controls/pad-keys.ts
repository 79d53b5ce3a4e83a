// Applies a key of the number pad to the text on the reading. The pad can't make a text that is no number.

export interface Entry {
  min?: number | null | undefined;
  max?: number | null | undefined;
  step?: number | null | undefined;
}
export type PadKey =
  | "0"
  | "1"
  | "2"
  | "3"
  | "4"
  | "5"
  | "6"
  | "7"
  | "8"
  | "9"
  | "."
  | "/"
  | "sign"
  | "erase"
  | "clear";

const LONGEST = 7;

export function press(text: string, key: PadKey, entry: Entry): string {
  if (key === "clear") return "";
  if (key === "erase") return text.slice(0, -1) === "-" ? "" : text.slice(0, -1);
  if (key === "sign")
    return mayBeNegative(entry) ? (text.startsWith("-") ? text.slice(1) : `-${text || "0"}`) : text;
  if (key === "/") return /^\d+$/.test(text) ? `${text}/` : text;
  if (key === ".")
    return places(entry) > 0 && !/[./]/.test(text)
      ? `${text === "" || text === "-" ? `${text}0` : text}.`
      : text;
  return addDigit(text, key, entry);
}

function addDigit(text: string, digit: string, entry: Entry): string {
  const [, decimals] = text.split(".");
  if (text.endsWith("/") && digit === "0") return text;
  if (decimals !== undefined && decimals.length >= places(entry)) return text;
  if (text.replace(/[-./]/g, "").length >= LONGEST) return text;
  return text.replace(/^(-?)0$/, "$1") + digit;
}

/** Writes a number as people read it: with a real minus. */
export function shown(text: string): string {
  return text.replace("-", "−");
}

export function textOf(value: unknown): string {
  return typeof value === "number" ? String(value) : "";
}

export function mayBeNegative(entry: Entry): boolean {
  return (entry.min ?? -1) < 0;
}

/** Counts the decimal places that the step allows. */
export function places(entry: Entry): number {
  return String(entry.step ?? 0.1).split(".")[1]?.length ?? 0;
}

export function outOfRange(value: number, entry: Entry): boolean {
  return value < (entry.min ?? -Infinity) || value > (entry.max ?? Infinity);
}
