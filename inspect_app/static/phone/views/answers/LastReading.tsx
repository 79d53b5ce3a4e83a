// Shows beside a measured value what it was last time, and from where a reminder is due.
import type { Premises } from "../../data";
import type { Item } from "../../rules";
import { showAmount, showDay } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-more";
import { unitOf } from "./units";

interface Props {
  item: Item;
  last: Premises["last"] | undefined;
}

/** Reads what the last visit measured; null where it measured nothing. */
export function readingOf({ item, last }: Props): number | null {
  const value = last?.readings?.[item.id];
  return typeof value === "number" ? value : null;
}

/** Tells whether an allowed value lies where a reminder is due. */
export const isNear = ({ warn }: Pick<Item, "warn">, value: number): boolean =>
  warn !== undefined && (value > (warn.max ?? Infinity) || value < (warn.min ?? -Infinity));

export function LastReading({ item, last }: Props) {
  const value = readingOf({ item, last });
  const warned = warnWords(item);
  if (value === null && !warned) return null;
  return (
    <p class="reading-last">
      {value !== null && last && (
        <span data-test="last-reading">
          {t("inspect.last-value", {
            day: showDay(last.on),
            value: showAmount(value, unitOf(item)),
            verdict: t(last.failed.includes(item.id) ? "answer.fail" : "answer.pass"),
          })}
        </span>
      )}
      {warned && <b class="tone-turn">{warned}</b>}
    </p>
  );
}

function warnWords(item: Item): string {
  const { max, min } = item.warn ?? {};
  if (typeof max === "number") return t("inspect.remind-max", { n: showAmount(max, unitOf(item)) });
  return typeof min === "number" ? t("inspect.remind-min", { n: showAmount(min, unitOf(item)) }) : "";
}
