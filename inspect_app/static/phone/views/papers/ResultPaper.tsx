// Draws the result sheet: what the inspection came to, and what is to be put right until when.
import { addWorkdays } from "../../rules/workdays";
import { progress } from "../../rules";
import type { Measure } from "../../rules/corrections";
import { either, t } from "../../ui/texts/texts-papers";
import { isScored } from "../scored-checklist";
import { factOf, failedSteps, isUnderFoodRules } from "./orders";
import { termOf } from "./OrderPaper";
import { Facts, Foot, Head } from "./parts";
import { resultOf } from "./results";
import type { Paper } from "./use-paper";

export function ResultPaper({ paper }: { paper: Paper }) {
  const { body } = paper.record;
  const { result, reason } = resultOf(paper);
  return (
    <>
      <Head title={t("paper.result")} paper={paper} />
      <Facts paper={paper} whole />
      <p class="paper-result">
        <span>{t("paper.result-is")}</span>
        <b data-test="paper-result">{result}</b>
      </p>
      <p>{reason}</p>
      <Counts paper={paper} />
      <ToMend paper={paper} />
      <p class="paper-small">
        {t("paper.preview")}
        {isUnderFoodRules(body) && t("paper.told-result")}
      </p>
      <Foot paper={paper} />
    </>
  );
}

function Counts({ paper: { record, checklist } }: { paper: Paper }) {
  const { body } = record;
  if (isScored(checklist) || body.unable) return null;
  const seen = progress(checklist, body).filter(({ visible }) => visible);
  const count = (...verdicts: string[]) =>
    seen.filter(({ verdict }) => verdicts.includes(verdict ?? "")).length;
  return (
    <p>{t("paper.counts", { pass: count("pass", "recorded"), fail: count("fail"), na: count("na") })}</p>
  );
}

function ToMend({ paper: { record, checklist } }: { paper: Paper }) {
  const { body } = record;
  const failed = failedSteps(checklist, body);
  if (isScored(checklist) || body.unable) return null;
  if (!failed.length) return <p>{t("paper.nothing")}</p>;
  return (
    <>
      <h3>{t("paper.to-mend")}</h3>
      <ol class="paper-list">
        {failed.map(({ item }) => {
          const answer = body.answers[item.id]!;
          const days = answer.due_days ?? null;
          const until = days ? addWorkdays(body.on, days).day : null;
          const asked = body.corrections?.find((one) => one.item === item.id);
          const measure = (asked?.measure ?? "order") as Measure;
          return (
            <li>
              <p>{either(item)}</p>
              <p class="paper-clause">
                <span>{factOf(item, answer)}</span>
                <b>{termOf({ days, until, measure })}</b>
              </p>
            </li>
          );
        })}
      </ol>
    </>
  );
}
