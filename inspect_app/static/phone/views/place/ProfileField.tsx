// One recorded value: a day, a number with its unit, or one of a few words.
import type { Answer } from "../../data";
import type { Item } from "../../rules";
import { either, t } from "../../ui/texts-more";
import { DayField } from "../DayField";
import { enterable } from "../numbers";
import { unitOf } from "../units";

interface Props {
  item: Item;
  answer: Answer | undefined;
  onChange: (answer: Answer | null) => void;
}

export function ProfileField({ item, answer, onChange }: Props) {
  const put = (value: unknown) => onChange(value === null || value === "" ? null : { value });
  if (item.type === "choice") return <Words item={item} chosen={answer?.value} onChoose={put} />;
  if (item.type === "number") return <Figure item={item} value={answer?.value} onChange={put} />;
  return (
    <DayField
      label={either(item)}
      day={typeof answer?.value === "string" ? answer.value : ""}
      test={`field-${item.id}`}
      onChange={put}
    />
  );
}

function Words({
  item,
  chosen,
  onChoose,
}: {
  item: Item;
  chosen: unknown;
  onChoose: (value: string | null) => void;
}) {
  return (
    <div class="block" role="group" aria-label={either(item)}>
      <span class="block-name">{either(item)}</span>
      <div class="phrases">
        {item.options.map(({ value, zh, en }) => (
          <button
            type="button"
            class={`button phrase${chosen === value ? " filter-on" : ""}`}
            aria-pressed={chosen === value}
            data-test={`option-${value}`}
            onClick={() => onChoose(chosen === value ? null : value)}
          >
            {either({ zh, en })}
          </button>
        ))}
      </div>
    </div>
  );
}

export function Figure({
  item,
  value,
  onChange,
}: {
  item: Item;
  value: unknown;
  onChange: (value: number | null) => void;
}) {
  const entry = item.entry ?? { min: 0, max: null, step: 1 };
  const limit = item.limits[0]?.max;
  return (
    <label class="block">
      <span class="block-head">
        <span class="block-name">{either(item)}</span>
        {limit != null && (
          <span class="small">{t("profile.within", { n: `${limit} ${unitOf(item)}` })}</span>
        )}
      </span>
      <span class="figure">
        <input
          key={String(value ?? "")}
          class="field"
          inputMode="numeric"
          autocomplete="off"
          defaultValue={typeof value === "number" ? String(value) : ""}
          data-test={`field-${item.id}`}
          onChange={(event) => onChange(enterable(event.currentTarget.value.trim(), entry))}
        />
        <span class="second">{unitOf(item)}</span>
      </span>
    </label>
  );
}
