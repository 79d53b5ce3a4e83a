// Words the limit of an item.
import type { Item, Judgement } from "../../rules";
import { t } from "../../ui/texts/texts-more";
import { unitOf } from "./units";

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
