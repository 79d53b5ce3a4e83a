/** Scores the answers of one inspection, as the server does and by the same vectors. */

import { BLANK, isObject } from "./answers";
import { inForce } from "./days";
import { ids, JUDGEMENTS, resultZh, type Grade } from "./grades";
import { Refused, refuse } from "./refusals";
import type { Checklist, Inspection, Reason, Score } from "./types";
import { walk, walkDraft, type Step } from "./walk";

/** Throws `Refused` where the server would refuse. */
export function score(checklist: Checklist, given: Inspection): Score {
  const steps = walk(checklist, given);
  return tell(checklist, given.on, steps, isVoid(checklist, given));
}

/** The same while the inspector is still typing: an answer that cannot be read counts as missing. */
export const preview = (checklist: Checklist, given: Inspection): Score =>
  tell(checklist, given.on, walkDraft(checklist, given), isVoidSoFar(checklist, given));

/** Items that need a photo. */
export const photosOf = (checklist: Checklist, given: Inspection): string[] =>
  isVoidSoFar(checklist, given) ? [] : ids(walkDraft(checklist, given), needsPhoto);

function tell(checklist: Checklist, on: string, steps: Step[], isVoid: boolean): Score {
  const missing = isVoid ? [] : ids(steps, isMissing);
  const { result, why } = isVoid ? VOID : missing.length ? openBecause(missing) : grade(checklist, on, steps);
  return {
    checklist: checklist.code,
    version: checklist.version,
    complete: missing.length === 0,
    result,
    result_zh: result && resultZh(result),
    score: null,
    covered: coverage(steps),
    failed: ids(steps, isFailed),
    veto: ids(steps, (step) => isFailed(step) && step.item.class === "veto"),
    missing,
    hidden: ids(steps, (step) => !step.visible),
    why: [...why, ...uncovered(steps)],
  };
}

const VOID: Grade = { result: "void", why: [{ rule: "void", items: [] }] };
const openBecause = (items: string[]): Grade => ({ result: null, why: [{ rule: "missing", items }] });

/** An acceptance that did not come about; every other checklist takes no notice. */
function isVoid(checklist: Checklist, { acceptance }: Inspection): boolean {
  if (checklist.judgement !== "acceptance" || acceptance === undefined || acceptance === null) return false;
  if (!isObject(acceptance)) return refuse("type", "acceptance");
  const reason: unknown = acceptance.void ?? null;
  if (reason === null) return false;
  if (typeof reason !== "string") return refuse("type", "acceptance.void");
  return BLANK.test(reason) ? refuse("empty", "acceptance.void") : true;
}

function isVoidSoFar(checklist: Checklist, given: Inspection): boolean {
  try {
    return isVoid(checklist, given);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

const isMissing = ({ item, visible, verdict }: Step): boolean =>
  visible && verdict === null && !item.optional;
const isFailed = ({ verdict }: Step): boolean => verdict === "fail";
const decidesCoverage = ({ item }: Step): boolean => item.vetoes === "coverage";

/**
 * A photo is due always, or because the item failed; never of what does not apply, was left open or could not
 * be measured: there the note says why.
 */
export function needsPhoto({ item, visible, verdict, unmeasured }: Step): boolean {
  if (unmeasured) return false;
  if (item.photo === "always") return visible && verdict !== "na" && !(item.optional && verdict === null);
  return item.photo === "on_fail" && verdict === "fail";
}

function grade(checklist: Checklist, on: string, steps: Step[]): Grade {
  const rule = checklist.rules.find(({ from, to }) => inForce(from, to, on));
  if (checklist.judgement === "jgj59") return refuse("tables", "checklist");
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
