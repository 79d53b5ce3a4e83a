/** The answers of one inspection become a result: a preview of what the server will say, by the same vectors. */

import { inForce } from "./days";
import { ids, JUDGEMENTS, RESULTS_ZH, type Grade } from "./grades";
import { refuse } from "./refusals";
import type { Checklist, Inspection, Reason, Score } from "./types";
import { walk, walkDraft, type Step } from "./walk";

/** Throws `Refused` where the server would refuse. */
export const score = (checklist: Checklist, given: Inspection): Score => tell(checklist, given.on, walk(checklist, given));

/** The same while the inspector is still typing: an answer that cannot be read counts as missing. */
export const preview = (checklist: Checklist, given: Inspection): Score => tell(checklist, given.on, walkDraft(checklist, given));

function tell(checklist: Checklist, on: string, steps: Step[]): Score {
  const missing = ids(steps, isMissing);
  const { result, why } = missing.length ? { result: null, why: [{ rule: "missing", items: missing }] } : grade(checklist, on, steps);
  return {
    checklist: checklist.code,
    version: checklist.version,
    complete: missing.length === 0,
    result,
    result_zh: result && RESULTS_ZH[result],
    score: null,
    covered: coverage(steps),
    failed: ids(steps, isFailed),
    veto: ids(steps, (step) => isFailed(step) && step.item.class === "veto"),
    missing,
    hidden: ids(steps, (step) => !step.visible),
    why: [...why, ...uncovered(steps)],
  };
}

const isMissing = ({ item, visible, verdict }: Step): boolean => visible && verdict === null && !item.optional;
const isFailed = ({ verdict }: Step): boolean => verdict === "fail";
const decidesCoverage = ({ item }: Step): boolean => item.vetoes === "coverage";

/** A photo is due always, or because the item failed; never of what does not apply. */
export function needsPhoto({ item, visible, verdict }: Step): boolean {
  return item.photo === "always" ? visible && verdict !== "na" : item.photo === "on_fail" && verdict === "fail";
}

function grade(checklist: Checklist, on: string, steps: Step[]): Grade {
  const rule = checklist.rules.find(({ from, to }) => inForce(from, to, on));
  return rule ? JUDGEMENTS[checklist.judgement](steps, rule) : refuse("day", "on");
}

/** Decided by the coverage vetoes alone; open while one of them is unanswered. */
function coverage(steps: Step[]): boolean | null {
  const deciding = steps.filter(decidesCoverage);
  return deciding.length === 0 || deciding.some(isMissing) ? null : !deciding.some(isFailed);
}

function uncovered(steps: Step[]): Reason[] {
  const items = ids(steps, (step) => isFailed(step) && decidesCoverage(step));
  return items.length ? [{ rule: "coverage_failed", items }] : [];
}
