// Maps kinds of premises and results to what is shown of them: icon, word, mark, tone.
import { KINDS as OUR_KINDS, RESULTS as OUR_RESULTS } from "../rules/vocabulary";
import type { Tone } from "../ui/drawings/Icon";
import type { IconName } from "../ui/drawings/icons";
import type { MarkName } from "../ui/drawings/marks";
import { t, word } from "../ui/texts/texts";

// A server that is newer than this app may name others: they get a house, and no verdict.
const KINDS: Record<string, { icon: IconName }> = OUR_KINDS;
const RESULTS: Record<string, { passes?: boolean }> = OUR_RESULTS;

export const kindIcon = (kind: string): IconName => KINDS[kind]?.icon ?? "premises";
export const kindWord = (kind: string): string => word("kind", kind);
export const areaWord = (area: string): string => word("area", area);
/** Shortens the name of a street by its last word, for a row that holds other facts too. */
export const shortArea = (area: string): string => areaWord(area).replace(/街道$/, "");

export interface Shown {
  mark: MarkName;
  tone: Tone;
  text: string;
}

export const hasPassed = (result: string | null): boolean => passes(result) === true;

export const passes = (result: string | null): boolean | null => RESULTS[result ?? ""]?.passes ?? null;

/**
 * Words a result; some have another word at some kinds: nobody stops the use of a site, its works are
 * stopped.
 */
export function showResult(result: string | null, kind = ""): Shown {
  if (result === null) return { mark: "na", tone: "mute", text: t("premises.not-yet") };
  const own = word(`result-${kind}`, result);
  const text = own === result ? word("result", result) : own;
  if (passes(result) === null) return { mark: "na", tone: "mute", text };
  const tone = hasPassed(result) ? "pass" : "fail";
  return { mark: tone, tone, text };
}
