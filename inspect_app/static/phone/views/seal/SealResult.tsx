// Shows the result as this phone works it out, in words and three counts.
import type { Score, Step } from "../../rules";
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-more";
import { type Progress } from "../inspect/progress";
import { showResult } from "../kinds";
import { reasonOf } from "./result-words";
import "../../styles/seal.css";

interface Props {
  score: Score;
  progress: Progress;
  kind: string;
  /** How many of each, where they are not listed below it. */
  counted?: boolean;
}

export function Result({ score, progress, kind, counted = false }: Props) {
  const { tone, text } = showResult(score.result, kind);
  return (
    <div class="card">
      <div class="seal-result">
        <b class={`seal-word verdict-${tone}`} data-test="seal-result">
          {score.result ? text : t("seal.no-result")}
        </b>
        <div>
          <p>{score.result ? reasonOf(score, progress.steps) : t("seal.no-result-2")}</p>
          {score.why.some(({ rule }) => rule === "not_applied") && <p>{t("why.not-applied")}</p>}
          {score.covered !== null && (
            <p class="seal-covered">
              <Mark
                name={score.covered ? "pass" : "fail"}
                class={score.covered ? "tone-pass" : "tone-fail"}
              />
              {t(score.covered ? "seal.covered" : "seal.not-covered")}
            </p>
          )}
          <p class="small">{t("seal.preview")}</p>
        </div>
      </div>
      {counted && <Counts steps={progress.steps} anyFailed={score.failed.length > 0} />}
    </div>
  );
}

/** Shows how many items passed, failed and do not apply. */
function Counts({ steps, anyFailed }: { steps: readonly Step[]; anyFailed: boolean }) {
  const count = (...verdicts: string[]) =>
    steps.filter((step) => verdicts.includes(step.verdict ?? "")).length;
  return (
    <dl class="seal-counts">
      <div>
        <dd>{count("pass", "recorded")}</dd>
        <dt>{t("answer.pass")}</dt>
      </div>
      <div class={anyFailed ? "tone-fail" : ""}>
        <dd>{count("fail")}</dd>
        <dt>{t("answer.fail")}</dt>
      </div>
      <div>
        <dd>{count("na")}</dd>
        <dt>{t("answer.na")}</dt>
      </div>
    </dl>
  );
}
