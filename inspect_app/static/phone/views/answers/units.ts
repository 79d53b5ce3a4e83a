// Names the unit of an item or of one of its parts in the language of the screen.
import type { Item } from "../../rules";
import { currentLanguage } from "../../ui/texts/texts";

/** Translates a unit; one without an English word is left out: the label says what is counted. */
export function unitOf(
  { unit, unit_en }: Partial<Pick<Item, "unit" | "unit_en">>,
  language = currentLanguage(),
): string {
  if (language !== "en" || !unit) return unit ?? "";
  return unit_en ?? (/\p{Script=Han}/u.test(unit) ? "" : unit);
}
