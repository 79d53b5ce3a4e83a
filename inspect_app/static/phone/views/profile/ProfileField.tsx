// Takes one recorded value: a day, a number with its unit, or one of a few words.
import { useState } from "preact/hooks";
import type { Answer } from "../../data";
import type { Item } from "../../rules";
import { textOf } from "../../ui/controls/pad-keys";
import { either, t } from "../../ui/texts/texts-more";
import { DayField } from "../answers/DayField";
import { typedNumber } from "../answers/numbers";
import { unitOf } from "../answers/units";
import { rangeOf } from "../answers/verdict-words";

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

/** Takes a number. What was typed stays on the screen while it is refused, and nothing is stored then. */
interface FigureProps {
  item: Item;
  value: unknown;
  onChange: (value: number | null) => void;
}

export function Figure({ item, value, onChange }: FigureProps) {
  const [typed, setTyped] = useState("");
  const entry = item.entry ?? { min: 0, max: null, step: 1 };
  const read = typedNumber(typed, entry);
  const text = read === (value ?? null) ? typed : textOf(value);
  const refused = text === typed && typed.trim() !== "" && read === null;
  const limit = item.limits[0]?.max;
  const type = (next: string) => {
    setTyped(next);
    onChange(typedNumber(next, entry));
  };
  return (
    <label class="block">
      <span class="block-head">
        <span class="block-name">{either(item)}</span>
        {limit != null && <span class="small">{t("profile.within", { n: `${limit} ${unitOf(item)}` })}</span>}
      </span>
      <span class="figure">
        <input
          class="field"
          inputMode="numeric"
          autocomplete="off"
          value={text}
          aria-invalid={refused}
          data-test={`field-${item.id}`}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <span class="second">{unitOf(item)}</span>
      </span>
      {refused && (
        <span class="small tone-turn" role="status" data-test="refused">
          {t("profile.refused", { range: rangeOf(item) })}
          {entry.step === 1 && t("profile.whole")}
        </span>
      )}
    </label>
  );
}
