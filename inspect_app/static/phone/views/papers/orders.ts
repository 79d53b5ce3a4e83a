// Decides which order a kind of premises gets, and what of an inspection stands on it.
import type { Answer, SentRecord } from "../../data";
import { limitInForce, progress, type Checklist, type Item, type Judgement, type Step } from "../../rules";
import { either, t } from "../../ui/texts/texts-papers";
import { addWorkdays } from "../../rules/workdays";
import { answerWords, limitOf } from "../answers/answer-words";
import { clausesOf, isOrderable } from "../inspect/law";
import { isScored } from "../scored-checklist";

export type OrderKind = "order" | "lift" | "site";
type Body = SentRecord["body"];

const KINDS: Record<string, OrderKind> = {
  elevator: "lift",
  estate: "lift",
  construction_site: "site",
  unit_work: "site",
};

/** Tells which order a kind of premises gets: that of lifts and that of sites have names of their own. */
export const orderKind = (kind: string): OrderKind => KINDS[kind] ?? "order";

/** One thing to put right. `until` is counted from the visit; it really runs from the service. */
export interface Ordered {
  item: Item;
  fact: string;
  asked: string;
  clauses: string[];
  photos: number;
  days: number | null;
  until: string | null;
}

/** Lists what failed, in the checklist's order; of scored tables and where nothing was judged nothing. */
export function failedSteps(checklist: Checklist, body: Body): Step[] {
  if (isScored(checklist) || body.unable || body.acceptance?.void) return [];
  return progress(checklist, body).filter(({ visible, verdict }) => visible && verdict === "fail");
}

/** Lists what the order names: what failed and has a clause that was read in the original. */
export const listOrdered = (checklist: Checklist, body: Body): Ordered[] =>
  failedSteps(checklist, body)
    .filter(({ item }) => isOrderable(item))
    .map((step) => orderedOf(step, body));

function orderedOf({ item, facts }: Step, { answers, photos, on }: Body): Ordered {
  const answer = answers[item.id]!;
  const days = answer.due_days ?? null;
  return {
    item,
    fact: factOf(item, answer),
    asked: askedOf(item, limitInForce(item, facts)),
    clauses: clausesOf(item),
    photos: photos[item.id]?.length ?? 0,
    days,
    until: days ? addWorkdays(on, days).day : null,
  };
}

/** Says what is asked: the question itself, and of a measured value its limit. */
function askedOf(item: Item, limit: Judgement["limit"]): string {
  const words = limit ? limitOf(item, limit) : "";
  return [either(item), words].filter(Boolean).join(t("word.between"));
}

/** Says what was found: what was measured or chosen, and the inspector's words. */
export function factOf(item: Item, answer: Answer): string {
  const measured =
    item.type === "pass_fail" && !answer.parts && !answer.until ? "" : answerWords(item, answer);
  return [measured, answer.note?.trim()].filter(Boolean).join(t("word.between"));
}

/** The rules say from when on they bind; before that day nothing is printed of them. */
export const FOOD_RULES_FROM = "2022-03-15";
export const LIFT_RULES_FROM = "2022-07-01";
const CANTEENS = ["canteen_school", "canteen_elderly"];

/** Tells whether the food inspection rules of 2022 bind at this visit. */
export const isUnderFoodRules = ({ premises, on }: Pick<Body, "premises" | "on">): boolean =>
  CANTEENS.includes(premises.kind) && on >= FOOD_RULES_FROM;
