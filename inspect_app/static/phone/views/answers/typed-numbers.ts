// Reads the number that was typed on the pad, also as what a share was counted from.
import { shareOf } from "../../rules/shares";
import type { Entry } from "../../ui/controls/pad-keys";

/** Reads what a share was counted from: 47/50; null for any other text. */
export function fractionOf(text: string): [part: number, whole: number] | null {
  const [, part, whole] = /^(\d+)\/([1-9]\d*)$/.exec(text) ?? [];
  return part && whole ? [Number(part), Number(whole)] : null;
}

/** Reads the number that stands there; null while there is none. */
export function valueOf(text: string, entry: Entry = {}): number | null {
  const fraction = fractionOf(text);
  if (fraction) return shareOf(...fraction, entry.step ?? null);
  return text === "" || text === "-" || text.endsWith("/") ? null : Number(text);
}
