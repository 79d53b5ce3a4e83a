/** From what failed to the result: one function for each way of judging, chosen by the checklist. */

import { exact, minus, order, times } from "./exact";
import type { Facts } from "./conditions";
import type { ItemClass, JudgedBy, Reason, Result, Rule } from "./types";
import { CLASSES } from "./vocabulary";
import words from "../../../texts/vocabulary.zh.json";
import type { Step } from "./walk";

export interface Grade {
  result: Result | null;
  why: Reason[];
}
type Judge = (steps: Step[], rule: Rule) => Grade;

export const resultZh = (result: Result): string => words[`result.${result}`];

const DECIDING = (Object.keys(CLASSES) as ItemClass[]).filter((code) => CLASSES[code].decides);

export const ids = (steps: Step[], chosen: (step: Step) => boolean): string[] =>
  steps.filter(chosen).map((step) => step.item.id);

const failedOf = (steps: Step[], weight: ItemClass): string[] =>
  ids(steps, (step) => step.verdict === "fail" && step.item.class === weight);

const reasonsOf = (steps: Step[], ...weights: ItemClass[]): Reason[] =>
  weights
    .map((weight) => ({ rule: `${weight}_failed`, items: failedOf(steps, weight) }))
    .filter(({ items }) => items.length);

const orNone = (why: Reason[]): Reason[] => (why.length ? why : [{ rule: "none_failed", items: [] }]);

/** Canteens: a key item decides, else how many general ones failed; vetoes take no part. */
function threeGrades(steps: Step[], rule: Rule): Grade {
  const key = reasonsOf(steps, "key");
  const general = failedOf(steps, "general");
  const tooMany = rule.general_max !== null && general.length > rule.general_max;
  const why = orNone([...key, ...generalReason(general, tooMany, "general_over_max")]);
  return { result: key.length || tooMany ? "nonconform" : general.length ? "basic" : "conform", why };
}

const generalReason = (items: string[], tooMany: boolean, over: string): Reason[] =>
  items.length ? [{ rule: tooMany ? over : "general_failed", items }] : [];

/** Titles: no veto and no key item may fail, and of the general ones only a share. */
function standardShare(steps: Step[], rule: Rule): Grade {
  const asked = steps.filter(
    ({ item, verdict }) => item.class === "general" && (verdict === "pass" || verdict === "fail"),
  );
  const general = failedOf(steps, "general");
  const tooMany =
    rule.general_share !== null && isOverShare(general.length, asked.length, rule.general_share);
  const { tooSmall, notApplied } = leastReasons(steps[0]?.facts ?? new Map(), rule);
  const breaking = [...reasonsOf(steps, "veto", "key"), ...tooSmall];
  const why = orNone([...breaking, ...generalReason(general, tooMany, "general_over_share")]);
  return { result: breaking.length || tooMany ? "below" : "standard", why: [...why, ...notApplied] };
}

const isOverShare = (failed: number, asked: number, share: string): boolean =>
  minus(exact(failed), times(exact(Number(share)), exact(asked)))[0] > 0n;

/** What the server works out and is too little; and what it has not worked out yet. */
function leastReasons(facts: Facts, rule: Rule): { tooSmall: Reason[]; notApplied: Reason[] } {
  const known = (attr: string) => facts.get(`attr:${attr}`) as number | undefined;
  const tooSmall = (rule.least ?? []).filter(
    ({ attr, min }) => known(attr) !== undefined && order(known(attr)!, min) < 0,
  );
  const notApplied = (rule.least ?? []).filter(({ attr }) => known(attr) === undefined);
  return {
    tooSmall: tooSmall.map(({ item }) => ({ rule: "below_least", items: [item] })),
    notApplied: notApplied.map(({ item }) => ({ rule: "not_applied", items: [item] })),
  };
}

/** The first class with a failure decides; one that is no rung is told, no more. */
const ladder =
  (rungs: Partial<Record<string, Result>>): Judge =>
  (steps) => {
    const why = reasonsOf(steps, ...DECIDING);
    const decides = why.map(({ rule }) => rungs[rule]).find((result) => result !== undefined);
    return { result: decides ?? "pass", why: orNone(why) };
  };

export const JUDGEMENTS: Record<Exclude<JudgedBy, "jgj59">, Judge> = {
  three_grades: threeGrades,
  standard_share: standardShare,
  lift_ladder: ladder({ veto_failed: "stop", key_failed: "fix", general_failed: "pass_with_items" }),
  works_ladder: ladder({ veto_failed: "stop", key_failed: "fix" }),
  acceptance: ladder({ key_failed: "fail", general_failed: "pass_with_list" }),
};
