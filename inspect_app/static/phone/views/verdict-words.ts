// The verdict on one answer in words, for the eye and for the ear: what it is, and how far from the limit.
import type { Item, Judgement } from "../rules";
import type { Tone } from "../ui/Icon";
import type { MarkName } from "../ui/marks";
import { t } from "../ui/texts";

export interface VerdictWords {
  mark: MarkName;
  tone: Tone;
  word: string;
  far: string;
}

export function verdictOf(item: Item, judgement: Judgement): VerdictWords | null {
  const { verdict, off, limit } = judgement;
  if (judgement.refused === "entry")
    return {
      mark: "overdue",
      tone: "turn",
      word: t("verdict.range"),
      far: t("verdict.range-2", { range: rangeOf(item) }),
    };
  if (verdict === null) return null;
  if (verdict === "recorded") return { mark: "pass", tone: "mute", word: t("verdict.recorded"), far: "" };
  if (verdict === "na") return { mark: "na", tone: "mute", word: t("answer.na"), far: "" };
  const unit = item.unit ? ` ${item.unit}` : "";
  const far = off
    ? t(off.side === "above" ? "verdict.above" : "verdict.below", { far: `${off.by}${unit}` })
    : limit && verdict === "pass"
      ? t("verdict.inside")
      : "";
  return { mark: verdict, tone: verdict, word: t(`verdict.${verdict}`), far };
}

export function verdictWords(item: Item, judgement: Judgement): string {
  const said = verdictOf(item, judgement);
  return said ? [said.word, said.far].filter(Boolean).join(t("word.between")) : "";
}

function rangeOf({ entry, unit }: Item): string {
  const n = (value: number | null | undefined) => String(value ?? "…").replace("-", "−");
  return `${n(entry?.min)}–${n(entry?.max)}${unit ? ` ${unit}` : ""}`;
}
