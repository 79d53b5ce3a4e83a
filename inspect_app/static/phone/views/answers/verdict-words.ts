// Puts the verdict on one answer in words, for the eye and for the ear: what it is, and how far from the
// limit.
import { missingOptions, shortBy, type Facts, type Item, type Judgement } from "../../rules";
import type { Answer } from "../../data";
import type { Tone } from "../../ui/drawings/Icon";
import type { MarkName } from "../../ui/drawings/marks";
import { either, t } from "../../ui/texts/texts-more";
import { range } from "./numbers";
import { unitOf } from "./units";

export interface VerdictWords {
  mark: MarkName;
  tone: Tone;
  word: string;
  far: string;
}

/** Words the verdict; `answer` and `facts` add what a list still lacks, or how short a purchase was. */
export function verdictOf(
  item: Item,
  judgement: Judgement,
  answer?: Answer,
  facts?: Facts,
): VerdictWords | null {
  const { verdict } = judgement;
  if (judgement.refused === "entry")
    return {
      mark: "overdue",
      tone: "turn",
      word: t("verdict.range"),
      far: t("verdict.range-2", { range: rangeOf(item) }),
    };
  if (verdict === null) return null;
  if (judgement.unmeasured) return unmeasuredWords(judgement);
  if (verdict === "recorded" || isUnlimited(item, judgement))
    return { mark: "pass", tone: "mute", word: t("verdict.recorded"), far: "" };
  if (verdict === "na") return { mark: "na", tone: "mute", word: t("answer.na"), far: "" };
  const far = farWords(item, judgement, answer, facts);
  return { mark: verdict, tone: verdict, word: t(`verdict.${verdict}`), far };
}

/** Says that nothing was measured, and what becomes of it: the item fails, or stays open for the review. */
function unmeasuredWords({ verdict }: Judgement): VerdictWords {
  const word = t("answer.unmeasured");
  return verdict === "fail"
    ? { mark: "fail", tone: "fail", word, far: t("verdict.fail") }
    : { mark: "na", tone: "mute", word, far: t("verdict.open") };
}

export function verdictWords(item: Item, judgement: Judgement): string {
  const said = verdictOf(item, judgement);
  return said ? [said.word, said.far].filter(Boolean).join(t("word.between")) : "";
}

/** Whether a number has no limit, so that it is recorded and not judged. */
const isUnlimited = ({ type }: Item, { verdict, limit }: Judgement): boolean =>
  (type === "number" || type === "numbers") && verdict === "pass" && limit === null;

function farWords(
  item: Item,
  { verdict, off, limit }: Judgement,
  answer: Answer | undefined,
  facts: Facts | undefined,
): string {
  if (item.type === "weigh") return weighWords(answer);
  if (item.type === "choices" && facts) return lackWords(item, answer, facts);
  const unit = item.type === "age_days" ? t("unit.days") : unitOf(item);
  if (off)
    return t(off.side === "above" ? "verdict.above" : "verdict.below", { far: `${off.by} ${unit}`.trim() });
  return limit && verdict === "pass" ? t("verdict.inside") : "";
}

function weighWords(answer: Answer | undefined): string {
  const short = shortBy(answer?.value);
  if (!short) return "";
  return short.allowed === null
    ? t("verdict.weigh-beyond")
    : t("verdict.weigh", { short: short.grams, allowed: short.allowed });
}

function lackWords(item: Item, answer: Answer | undefined, facts: Facts): string {
  const lacking = missingOptions(item, answer?.value, facts);
  return lacking.length ? t("verdict.lacking", { what: lacking.map(either).join(t("word.list")) }) : "";
}

export const rangeOf = (item: Item): string => range(item.entry ?? {}, unitOf(item));
