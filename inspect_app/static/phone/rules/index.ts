/** What the screens ask the rules. Pure: no clock, no network, no document. */

import { isUnmeasured, readAnswer, type Answer } from "./answers";
import type { Facts } from "./conditions";
import { distance, order } from "./exact";
import { limitInForce, numbersOf, verdictOf } from "./judging";
import { Refused } from "./refusals";
import { photosOf } from "./scoring";
import type { Checklist, GivenAnswer, Inspection, Item, Range, Verdict } from "./types";
import { walkDraft, walkProfile, type Step } from "./walk";

export { isUnmeasured, UNMEASURED } from "./answers";
export { limitInForce, missingOptions, requiredOptions } from "./judging";
export { Refused } from "./refusals";
export { preview, score } from "./scoring";
export { sum as sumOf } from "./fractions";
export { readSheets, shownPoints, type Mark, type Sheet } from "./sheets";
export { guaranteeOf, isGuaranteeLow, photosOfSite, previewSite, scoreSite, zerosOf } from "./site-score";
export { shortBy } from "./weighing";
export { addWorkdays } from "./workdays";
export type { Facts } from "./conditions";
export type * from "./types";
export type { Step } from "./walk";

/**
 * What one answer is worth: its verdict, the limit in force, how far beyond it, or why it cannot be read; and
 * whether it says that nothing was measured.
 */
export interface Judgement {
  verdict: Verdict | null;
  limit: Range | null;
  off: { side: "below" | "above"; by: string } | null;
  refused: string | null;
  unmeasured: boolean;
}

/** Every item with its verdict so far, hidden ones too: for the ruler, the sections and the card. */
export const progress = (checklist: Checklist, given: Inspection): Step[] => walkDraft(checklist, given);

/** Walks the profile: what is asked once, before the items. */
export const profileOf = (checklist: Checklist, given: Inspection): Step[] => walkProfile(checklist, given);

export const requiredPhotos = photosOf;

/** `facts` stands in the step of the item. */
export function judge(item: Item, given: GivenAnswer | undefined, facts: Facts): Judgement {
  const limit = limitInForce(item, facts);
  const unmeasured = isUnmeasured(item, given?.value);
  const nothing = { verdict: null, limit, off: null, refused: null, unmeasured };
  if (given === undefined) return nothing;
  try {
    const answer = readAnswer(item, given);
    return { ...nothing, verdict: verdictOf(item, answer, facts), off: offLimit(item, answer, facts, limit) };
  } catch (error) {
    if (error instanceof Refused) return { ...nothing, refused: error.code };
    throw error;
  }
}

/** Of the first number that is beyond the limit. */
function offLimit(item: Item, answer: Answer, facts: Facts, limit: Range | null): Judgement["off"] {
  if (limit === null || answer.value === "na" || isUnmeasured(item, answer.value)) return null;
  for (const number of numbersOf(item, answer, facts)) {
    if (limit.min !== null && order(number, limit.min) < 0)
      return { side: "below", by: distance(limit.min, number) };
    if (limit.max !== null && order(number, limit.max) > 0)
      return { side: "above", by: distance(number, limit.max) };
  }
  return null;
}
