// Shows the three answers, always in the same order at the same place: 合格, 不合格, 不适用.
import { Mark } from "../drawings/Icon";
import { t } from "../texts/texts-more";
import "../../styles/answers.css";

export type Verdict = "pass" | "fail" | "na";
const ALL: readonly Verdict[] = ["pass", "fail", "na"];

export function Answers({
  chosen,
  naAllowed,
  label,
  onChoose,
}: {
  chosen: unknown;
  naAllowed: boolean;
  label: string;
  onChoose: (verdict: Verdict) => void;
}) {
  return (
    <div class="answers" role="group" aria-label={label}>
      {ALL.filter((verdict) => verdict !== "na" || naAllowed).map((verdict) => (
        <button
          type="button"
          class={`answer answer-${verdict}`}
          aria-pressed={chosen === verdict}
          data-test={`answer-${verdict}`}
          onClick={() => onChoose(verdict)}
        >
          <Mark name={verdict} />
          <span>{t(`answer.${verdict}`)}</span>
        </button>
      ))}
    </div>
  );
}
