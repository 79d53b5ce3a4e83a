// The head of an item: its class and source, the question, the remark of the supervisor, the last result.
import type { Premises, Remark } from "../data";
import { type Judgement, type Step } from "../rules";
import { showDay } from "../ui/format";
import { Mark } from "../ui/Icon";
import { either, t } from "../ui/texts";
import "../styles/item.css";

export function Head({
  step: { item },
  limit,
  last,
  remark,
}: {
  step: Step;
  limit: Judgement["limit"];
  last: Premises["last"];
  remark: Remark | undefined;
}) {
  const hint = either({ zh: item.hint_zh ?? "", en: item.hint_en ?? "" });
  const source =
    limit && item.type === "number" ? limitWords(limit, item.unit ?? "") : (item.basis[0]?.text ?? "");
  return (
    <div class="item-head">
      <p class="item-source">
        <span
          class={item.class === "veto" ? "plate-veto" : item.class === "key" ? "plate-key" : "plate-general"}
        >
          {t(`class.${item.class}`)}
        </span>
        <span class="small">{source}</span>
        {item.optional && <span class="small">{t("inspect.optional")}</span>}
      </p>
      <h2 class="ask">{either(item)}</h2>
      {hint && <p class="second">{hint}</p>}
      {remark && (
        <p class="item-remark">
          <Mark name="returned" />
          <span>
            <b>{t("inspect.remark")}</b> {remark.remark}
          </span>
        </p>
      )}
      {last?.failed.includes(item.id) && (
        <p class="item-last">
          <Mark name="fail" class="tone-fail" />
          <span>{t("inspect.last-failed-on", { day: showDay(last.on) })}</span>
        </p>
      )}
    </div>
  );
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
