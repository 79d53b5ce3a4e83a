// Maps kinds of premises and results to what is shown of them: icon, word, mark, tone.
import type { Tone } from "../ui/drawings/Icon";
import type { IconName } from "../ui/drawings/icons";
import type { MarkName } from "../ui/drawings/marks";
import { t, word } from "../ui/texts/texts";

const ICONS: Record<string, IconName> = {
  market: "market",
  stall: "market",
  elevator: "lift",
  estate: "premises",
  construction_site: "crane",
  unit_work: "crane",
  food_shop: "shop",
  food_online: "shop",
  food_street: "shop",
  consumer_unit: "shop",
};
const PASSING = new Set([
  "conform",
  "basic",
  "standard",
  "pass",
  "pass_with_items",
  "pass_with_list",
  "excellent",
]);

export const kindIcon = (kind: string): IconName => ICONS[kind] ?? "canteen";
export const kindWord = (kind: string): string => word("kind", kind);
export const areaWord = (area: string): string => word("area", area);
/** Shortens the name of a street by its last word, for a row that holds other facts too. */
export const shortArea = (area: string): string => areaWord(area).replace(/街道$/, "");

export interface Shown {
  mark: MarkName;
  tone: Tone;
  text: string;
}

export const hasPassed = (result: string | null): boolean => result !== null && PASSING.has(result);

/**
 * Words a result; some have another word at some kinds: nobody stops the use of a site, its works are
 * stopped.
 */
export function showResult(result: string | null, kind = ""): Shown {
  if (result === null) return { mark: "na", tone: "mute", text: t("premises.not-yet") };
  const own = word(`result-${kind}`, result);
  const text = own === result ? word("result", result) : own;
  if (result === "void") return { mark: "na", tone: "mute", text };
  const tone = hasPassed(result) ? "pass" : "fail";
  return { mark: tone, tone, text };
}
