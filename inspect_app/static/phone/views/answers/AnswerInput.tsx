// Takes the answer of an item with the input that fits its type.
import type { Answer } from "../../data";
import { requiredOptions, UNMEASURED, type Judgement } from "../../rules";
import { Answers } from "../../ui/controls/Answers";
import { Mark } from "../../ui/drawings/Icon";
import { Growing } from "../../ui/controls/Note";
import { either, t } from "../../ui/texts/texts-more";
import { DayField } from "./DayField";
import { knownDay } from "./known-days";
import { withoutReason, withValue } from "./numbers";
import { Options } from "./Options";
import { Readings } from "./Readings";
import { VerdictLine, type InputProps } from "./VerdictLine";

export function AnswerInput(props: InputProps) {
  const { item, answer, onChange } = props;
  const put = (value: unknown) => onChange(withValue(answer, value));
  const isNa = answer?.value === "na";
  if (item.type === "pass_fail") return <PassOrFail {...props} put={put} />;
  return (
    <>
      {!isNa && <ByType {...props} put={put} />}
      {(item.unmeasured || item.na) && <LeftOut {...props} put={put} />}
    </>
  );
}

type WithPut = InputProps & { put: (value: unknown) => void };

/** Offers the two ways in which an item may go without a value. */
function LeftOut({ put, ...props }: WithPut) {
  const { item, answer, pad } = props;
  const isNa = answer?.value === "na";
  const toggle = () => {
    pad.focus(isNa ? (pad.fields[0]?.name ?? null) : null);
    pad.clear();
    put(isNa ? null : "na");
  };
  return (
    <div class="item-offers">
      {item.unmeasured && <Unmeasured {...props} />}
      {item.na && <NotApplicable chosen={isNa} onToggle={toggle} />}
    </div>
  );
}

function PassOrFail({ put, ...props }: WithPut) {
  const { item, answer, judgement, pad, onChange } = props;
  const isNa = answer?.value === "na";
  return (
    <>
      <Answers label={either(item)} chosen={answer?.value} naAllowed={item.na} onChoose={put} />
      {pad.fields.length > 0 && !isNa && <Readings {...props} />}
      {item.until && !isNa && (
        <DayField
          label={t("inspect.until")}
          day={answer?.until ?? ""}
          known={knownDay(item, props.facts)}
          onChange={(day) => onChange(withUntil(answer, day))}
        />
      )}
      {isPast(answer, judgement) && (
        <p class="verdict-row verdict-fail">
          <Mark name="fail" />
          <b>{t("verdict.fail")}</b>
          <span>{t("verdict.past")}</span>
        </p>
      )}
    </>
  );
}

function ByType(props: WithPut) {
  const { item, answer, facts, put, onChange } = props;
  switch (item.type) {
    case "number":
    case "numbers":
    case "weigh":
      return <Readings {...props} />;
    case "choice":
    case "choices":
      return (
        <>
          <Options item={item} value={answer?.value} required={requiredOptions(item, facts)} onChange={put} />
          <VerdictLine {...props} />
        </>
      );
    case "text":
      return (
        <label class="block">
          <span class="block-name">{t("inspect.text")}</span>
          <Growing
            value={typeof answer?.value === "string" ? answer.value : ""}
            test="text"
            onChange={(text) => put(text.trim() ? text : null)}
          />
        </label>
      );
    default:
      return (
        <>
          <DayField
            label={t("inspect.date")}
            day={dayOf(props)}
            known={knownDay(item, facts)}
            onChange={(day) => onChange(withValue(withoutReason(item, answer), day || null))}
          />
          <VerdictLine {...props} />
        </>
      );
  }
}

const dayOf = ({ answer, judgement }: InputProps): string =>
  typeof answer?.value === "string" && !judgement.unmeasured ? answer.value : "";

function NotApplicable({ chosen, onToggle }: { chosen: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      class="button item-na"
      aria-pressed={chosen}
      data-test="answer-na"
      onClick={onToggle}
    >
      <Mark name="na" />
      {t("inspect.na-word")}
    </button>
  );
}

/** Says that there is no number or day to give; typing one, or pressing again, takes it back. */
function Unmeasured({ item, answer, judgement: { unmeasured }, pad, onChange }: InputProps) {
  const toggle = () => {
    const given = withoutReason(item, answer);
    pad.focus(unmeasured ? (pad.fields[0]?.name ?? null) : null);
    pad.clear();
    onChange(withValue(given, unmeasured ? null : UNMEASURED));
  };
  return (
    <button
      type="button"
      class="button item-na"
      aria-pressed={unmeasured}
      data-test="answer-unmeasured"
      onClick={toggle}
    >
      <Mark name="na" />
      {t("inspect.unmeasured")}
    </button>
  );
}

function withUntil(answer: Answer | undefined, day: string): Answer | null {
  const { until: _, ...rest } = answer ?? { value: null };
  return day ? { ...rest, until: day } : rest;
}

/** Whether the answer is a pass although the day it names has passed. */
const isPast = (answer: Answer | undefined, { verdict }: Judgement): boolean =>
  answer?.value === "pass" && verdict === "fail";
