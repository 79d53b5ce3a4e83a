// Lists what of a scored site stands on the order, to be read before it is signed.
import type { Draft } from "../../data";
import type { ScoredItem } from "../../rules";
import { addWorkdays } from "../../rules/workdays";
import { showDay } from "../../ui/formats/format";
import { either, t, word } from "../../ui/texts/texts-corrections";
import { parseAddress } from "../tables/sheets";
import "../../styles/recheck.css";

interface Props {
  draft: Pick<Draft, "corrections" | "on">;
  items: readonly ScoredItem[];
}

export function OrderList({ draft: { corrections = [], on }, items }: Props) {
  if (!corrections.length) return null;
  return (
    <section class="card card-pad" data-test="order-list">
      <h3 class="block-name">{t("measure.list", { n: corrections.length })}</h3>
      <ul class="order-list">
        {corrections.map(({ item, measure = "order", deadline_days = 0 }) => (
          <li>
            <span>{nameOf(item, items)}</span>
            <b>
              {word("measure", measure)}
              {t("word.between")}
              {deadline_days
                ? t("recheck.due", { day: showDay(addWorkdays(on, deadline_days).day) })
                : t("findings.now")}
            </b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nameOf(key: string, items: readonly ScoredItem[]): string {
  const { table, label, slug } = parseAddress(key);
  const item = items.find((one) => one.id === `${table}.${slug}`);
  return [item ? either(item) : key, label].filter(Boolean).join(t("word.between"));
}
