// Decides which order a kind of premises gets, and what of an inspection stands on it.
import type { Answer, Correction, SentRecord, Uuid } from "../../data";
import {
  limitInForce,
  progress,
  type Checklist,
  type Item,
  type Judgement,
  type ScoredItem,
  type SiteChecklist,
  type Step,
} from "../../rules";
import { mayBeOrdered, type Measure } from "../../rules/corrections";
import { either, t } from "../../ui/texts/texts-papers";
import { addWorkdays } from "../../rules/workdays";
import { answerWords, limitOf } from "../answers/answer-words";
import { clausesOf, isOrderable } from "../inspect/law";
import { asSite, isScored } from "../scored-checklist";
import { scoreWords } from "../tables/deducting";
import { findSheet, parseAddress } from "../tables/sheets";

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

/** One thing to put right. `until` is counted from the service, or from the visit while there was none;
 * `open`: over years without official days. `id` is that of its correction. */
export interface Ordered {
  id: Uuid | null;
  measure: Measure;
  item: Item | ScoredItem;
  fact: string;
  asked: string;
  clauses: string[];
  photos: number;
  days: number | null;
  until: string | null;
  open: boolean;
}

/** On which day each correction was served, and until when it is to be done by now. */
export type Served = ReadonlyMap<Uuid, Pick<Correction, "served_on" | "due_on">>;
const NOBODY: Served = new Map();

/** Lists what failed, in the checklist's order; of scored tables and where nothing was judged nothing. */
export function failedSteps(checklist: Checklist, body: Body): Step[] {
  if (isScored(checklist) || body.unable || body.acceptance?.void) return [];
  return progress(checklist, body).filter(({ visible, verdict }) => visible && verdict === "fail");
}

/** Lists what the order names: what failed and has a clause that was read in the original. */
export const listOrdered = (checklist: Checklist, body: Body, served = NOBODY): Ordered[] =>
  failedSteps(checklist, body)
    .filter(({ item }) => isOrderable(item) && mayBeOrdered(item))
    .map((step) => orderedOf(step, body, served));

/** Lists what may be ordered once a clause is entered at the desk and confirmed: a draft until then. */
export function listDrafted(checklist: Checklist, body: Body): Ordered[] {
  if (isScored(checklist)) return draftedOnSite(asSite(checklist), body);
  return failedSteps(checklist, body)
    .filter(({ item }) => mayBeOrdered(item) && !isOrderable(item))
    .map((step) => orderedOf(step, body, NOBODY));
}

/** Of scored tables: what the inspector selected, with what points were taken off for. */
function draftedOnSite(
  checklist: SiteChecklist,
  { corrections = [], tables = [], photos, on }: Body,
): Ordered[] {
  return corrections.flatMap(({ id, item: key, measure, deadline_days }) => {
    const { table, label, slug } = parseAddress(key);
    const sheet = findSheet(tables, { table, label });
    const item = checklist.items.find((one) => one.id === `${table}.${slug}`);
    if (!sheet || !item) return [];
    const words = scoreWords(sheet.scores[slug ?? ""], item);
    return {
      ...{ id, item, fact: [label, ...words].filter(Boolean).join(t("word.between")), asked: either(item) },
      ...{ measure: (measure ?? "order") as Measure, clauses: [], photos: photos[key]?.length ?? 0 },
      ...termFrom(on, deadline_days ?? null),
    };
  });
}

function orderedOf({ item, facts }: Step, body: Body, served: Served): Ordered {
  const answer = body.answers[item.id]!;
  const asked = body.corrections?.find((one) => one.item === item.id);
  const known = served.get(asked?.id ?? "");
  const term = termFrom(known?.served_on ?? body.on, answer.due_days ?? null);
  return {
    id: asked?.id ?? null,
    measure: (asked?.measure ?? "order") as Measure,
    item,
    fact: factOf(item, answer),
    asked: askedOf(item, limitInForce(item, facts)),
    clauses: clausesOf(item),
    photos: body.photos[item.id]?.length ?? 0,
    ...term,
    until: known?.due_on ?? term.until,
  };
}

function termFrom(from: string, days: number | null): Pick<Ordered, "days" | "until" | "open"> {
  if (!days) return { days, until: null, open: false };
  const { day, unknownYears } = addWorkdays(from, days);
  return { days, until: day, open: unknownYears.length > 0 };
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
