// Takes what was measured at the recheck and shows it on the scale beside what it was before.
import type { Correction, RecheckDraft } from "../../data";
import { judge, type Facts, type Item } from "../../rules";
import { Gauge } from "../../ui/drawings/Gauge";
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-corrections";
import { unitOf } from "../answers/units";
import { verdictOf } from "../answers/verdict-words";
import { valueOf } from "./values";

interface Props {
  correction: Correction;
  item: Item;
  draft: RecheckDraft;
  facts: Facts;
  onChange: (given: Partial<RecheckDraft>) => void;
}

export function NewValue({ correction, item, draft, facts, onChange }: Props) {
  const value = valueOf(item, draft, facts);
  const judged = judge(item, value === null ? undefined : { value }, facts);
  const said = verdictOf(item, judged);
  const before = correction.answer?.value;
  return (
    <section class="block">
      <label class="recheck-value">
        <span class="block-name">{t("recheck.value")}</span>
        <input
          class="field"
          inputMode="decimal"
          autocomplete="off"
          maxLength={12}
          value={draft.value}
          data-test="recheck-value"
          onInput={(event) => onChange({ value: event.currentTarget.value })}
        />
        <span>{unitOf(item)}</span>
      </label>
      {said && value !== null && (
        <p class={`verdict-row verdict-${said.tone}`} role="status" data-test="recheck-verdict">
          <Mark name={said.mark} />
          <b>{said.word}</b>
          <span>{said.far}</span>
        </p>
      )}
      {judged.limit && item.entry && (
        <Gauge
          limits={judged.limit}
          entry={item.entry}
          value={value}
          before={typeof before === "number" ? before : null}
        />
      )}
    </section>
  );
}
