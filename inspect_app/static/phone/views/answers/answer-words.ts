// Puts an answer of any type in words, and the limit it is judged by.
import { isUnmeasured, type GivenAnswer, type Item, type Judgement } from "../../rules";
import { showAmount, showDay } from "../../ui/formats/format";
import { either, t } from "../../ui/texts/texts-more";
import { unitOf } from "./units";

const DAYS = new Set(["date", "date_future", "age_days"]);

/** Words an answer: its value, the numbers beside it, and until when it holds. */
export function answerWords(item: Item, { value, parts, until, fraction }: GivenAnswer): string {
  const beside = Object.entries(parts ?? {}).map(([name, n]) => partWords(item, name, n));
  const held = until ? [t("answer.until", { day: showDay(until) })] : [];
  const counted = fraction ? [fraction.join("/")] : [];
  return [valueWords(item, value), ...counted, ...beside, ...held].filter(Boolean).join(t("word.between"));
}

function valueWords(item: Item, value: unknown): string {
  if (isUnmeasured(item, value)) return t("answer.unmeasured");
  if (item.type === "pass_fail" || value === "na")
    return value === "pass" || value === "fail" || value === "na" ? t(`answer.${value}`) : "";
  if (typeof value === "number") return showAmount(value, unitOf(item));
  if (Array.isArray(value)) return value.map((one) => optionWord(item, String(one))).join(t("word.list"));
  if (typeof value === "object" && value)
    return Object.entries(value)
      .map(([name, n]) => partWords(item, name, Number(n)))
      .join(t("word.between"));
  if (typeof value !== "string") return "";
  return DAYS.has(item.type) ? showDay(value) : optionWord(item, value);
}

function partWords(item: Item, name: string, n: number): string {
  if (item.type === "weigh" && name === "tier") return t("inspect.tier-n", { n });
  if (item.type === "weigh")
    return `${t(name === "billed" ? "inspect.billed" : "inspect.actual")} ${showAmount(n, "g")}`;
  const part = item.parts.find((one) => one.name === name);
  return part ? `${either(part)} ${showAmount(n, unitOf(part))}` : `${name} ${n}`;
}

function optionWord(item: Item, value: string): string {
  const option = item.options.find((one) => one.value === value);
  return option ? either(option) : value;
}

/** Words the limit of an item: an age in days; a day that must not have passed needs none. */
export function limitOf(item: Item, limit: NonNullable<Judgement["limit"]>): string {
  if (item.type === "number" || item.type === "numbers") return limitWords(limit, unitOf(item));
  return item.type === "age_days" && limit.max !== null ? t("inspect.age-limit", { n: limit.max }) : "";
}

function limitWords({ min, max }: { min: number | null; max: number | null }, unit: string): string {
  const n = (value: number) => String(value).replace("-", "−");
  const range =
    min !== null && max !== null
      ? min === max
        ? n(min)
        : `${n(min)}–${n(max)}`
      : min !== null
        ? `≥ ${n(min)}`
        : `≤ ${n(max ?? 0)}`;
  return t("inspect.limit", { range: unit === "%" ? `${range}%` : `${range} ${unit}`.trim() });
}
