/** From what failed to the result: one function for each way of judging, chosen by the checklist. */

import type { Checklist, ItemClass, Reason, Result, Rule } from "./types";
import type { Step } from "./walk";

export interface Grade { result: Result | null; why: Reason[] }

export const RESULTS_ZH: Record<Result, string> = { conform: "符合", basic: "基本符合", nonconform: "不符合" };

export const ids = (steps: Step[], chosen: (step: Step) => boolean): string[] => steps.filter(chosen).map((step) => step.item.id);

const failedOf = (steps: Step[], weight: ItemClass): string[] =>
  ids(steps, (step) => step.verdict === "fail" && step.item.class === weight);

/** Canteens: a key item decides, else how many general ones failed; vetoes take no part. */
function threeGrades(steps: Step[], rule: Rule): Grade {
  const key = failedOf(steps, "key");
  const general = failedOf(steps, "general");
  const tooMany = rule.general_max !== null && general.length > rule.general_max;
  const why: Reason[] = key.length ? [{ rule: "key_failed", items: key }] : [];
  if (general.length) why.push({ rule: tooMany ? "general_over_max" : "general_failed", items: general });
  if (key.length || tooMany) return { result: "nonconform", why };
  return general.length ? { result: "basic", why } : { result: "conform", why: [{ rule: "none_failed", items: [] }] };
}

export const JUDGEMENTS: Record<Checklist["judgement"], (steps: Step[], rule: Rule) => Grade> = { three_grades: threeGrades };
