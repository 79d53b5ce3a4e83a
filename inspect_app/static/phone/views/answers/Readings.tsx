// Shows measured values: one large reading with its gauge and verdict, or several in a list; the pad writes
// into the chosen one.
import type { Answer } from "../../data";
import type { Item } from "../../rules";
import { OptionButton } from "../../ui/controls/OptionButton";
import { Gauge } from "../../ui/drawings/Gauge";
import { Mark } from "../../ui/drawings/Icon";
import { shown } from "../../ui/controls/pad-keys";
import { fractionOf, valueOf } from "./typed-numbers";
import { showAmount } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-more";
import { isNear, LastReading, readingOf } from "./LastReading";
import { refusalOf, withValue, type NumberField } from "./numbers";
import { VerdictLine, type InputProps } from "./VerdictLine";
import { verdictOf, type VerdictWords } from "./verdict-words";
import "../../styles/gauge.css";

export function Readings(props: InputProps) {
  return props.item.type === "number" ? <One {...props} /> : <Several {...props} />;
}

function One({ item, judgement, pad, last }: InputProps) {
  const [field] = pad.fields;
  if (!field) return null;
  const text = pad.textOf(field);
  const refusal = refusalOf(text, field);
  const value = valueOf(text, field.entry);
  const counted = fractionOf(text) && value;
  const said: VerdictWords | null = refusal
    ? { mark: "overdue", tone: "turn", word: refusal[0], far: refusal[1] }
    : near(item, value, verdictOf(item, judgement));
  return (
    <div>
      <div class="reading">
        <output class={`reading-value${text ? "" : " reading-none"}`} data-test="reading">
          {text ? shown(text) : "––"}
          <small>{counted === null ? field.unit : `= ${showAmount(counted, field.unit)}`}</small>
        </output>
        {said && (
          <span class={`verdict verdict-${said.tone}`}>
            <span class="verdict-word" data-test="verdict">
              <Mark name={said.mark} />
              {said.word}
            </span>
            {said.far && <span class="verdict-far">{said.far}</span>}
          </span>
        )}
      </div>
      <Size item={item} part="" text={text} />
      {judgement.limit && (
        <Gauge
          limits={judgement.limit}
          warn={item.warn}
          entry={field.entry}
          value={value}
          before={readingOf({ item, last })}
        />
      )}
      <LastReading item={item} last={last} />
    </div>
  );
}

/** Adds to a pass that the value comes near its limit. */
const near = (item: Item, value: number | null, said: VerdictWords | null): VerdictWords | null =>
  said?.tone === "pass" && value !== null && isNear(item, value) ? { ...said, far: t("verdict.near") } : said;

function Several(props: InputProps) {
  const { item, pad, answer, onChange } = props;
  return (
    <div class="reading-parts">
      {item.type === "weigh" && <Tiers answer={answer} onChange={onChange} />}
      {pad.fields.map((field) => (
        <Part field={field} {...props} />
      ))}
      {item.type !== "pass_fail" && <VerdictLine {...props} />}
    </div>
  );
}

/** Says from which size on a work is risky or needs experts; what was entered is judged at once. */
function Size({ item, part, text }: { item: Item; part: string; text: string }) {
  const found = item.thresholds?.find((one) => (one.part ?? "") === part);
  if (!found) return null;
  const value = valueOf(text);
  const is = value === null || value < found.risky ? null : value < found.over ? "risky" : "over";
  const words = t("size.from", { risky: found.risky, over: found.over });
  return <span class={`small${is ? " tone-turn" : ""}`}>{is ? t(`size.${is}`) : words}</span>;
}

function Part({ field, item, pad }: InputProps & { field: NumberField }) {
  const text = pad.textOf(field);
  const refusal = refusalOf(text, field);
  return (
    <button
      type="button"
      class="reading-part"
      aria-pressed={pad.active === field || pad.active?.name === field.name}
      data-test={`part-${field.name}`}
      onClick={() => pad.focus(pad.active?.name === field.name ? null : field.name)}
    >
      <span class="list-row-text">
        <span>{field.label}</span>
        <Size item={item} part={field.name} text={text} />
        {refusal && (
          <span class="small tone-turn" role="status" data-test="part-refused">
            {refusal.join(t("word.between"))}
          </span>
        )}
      </span>
      <b>{text ? shown(text) : "––"}</b>
      <span class="second">{field.unit}</span>
    </button>
  );
}

const TIERS = [1, 2, 3, 4] as const;

function Tiers({ answer, onChange }: { answer: Answer | undefined; onChange: InputProps["onChange"] }) {
  const value = answer?.value as Record<string, number> | null | undefined;
  return (
    <div class="block">
      <span class="block-name">{t("inspect.tier")}</span>
      <div class="options" role="group" aria-label={t("inspect.tier")}>
        {TIERS.map((tier) => (
          <OptionButton
            chosen={tier === value?.["tier"]}
            test={`tier-${tier}`}
            onClick={() => onChange(withValue(answer, { ...value, tier }))}
          >
            <span>
              <b>{t("inspect.tier-n", { n: tier })}</b> {t(`inspect.tier-${tier}`)}
            </span>
          </OptionButton>
        ))}
      </div>
    </div>
  );
}
