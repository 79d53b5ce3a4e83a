// Works out what the papers say of the result, in words.
import { previewSite, preview, type Score, type SiteScore } from "../../rules";
import { readSite } from "../tables/site";
import { totalOf } from "../tables/site-total";
import { asSite, isScored } from "../scored-checklist";
import { progressOf } from "../inspect/progress";
import { reasonOf } from "../seal/result-words";
import { t } from "../../ui/texts/texts-papers";
import { showResult } from "../kinds";
import type { Paper } from "./use-paper";

interface Worded {
  result: string;
  reason: string;
}

export function previewed({ record: { body }, checklist }: Paper): Score | SiteScore {
  return isScored(checklist)
    ? previewSite(asSite(checklist), { ...body, tables: body.tables ?? [] })
    : preview(checklist, body);
}

/** Words the result and why it is so. */
export function resultOf(paper: Paper): Worded {
  const { record, checklist } = paper;
  const { body } = record;
  const { kind } = body.premises;
  if (body.unable) return { result: showResult("unable", kind).text, reason: body.unable.reason };
  if (isScored(checklist)) {
    const { grade, points, why } = totalOf(readSite(asSite(checklist), body));
    return {
      result: grade,
      reason: points ? [t("paper.points", { n: points }), why].join(t("word.between")) : why,
    };
  }
  const score = preview(checklist, body);
  return {
    result: score.result ? showResult(score.result, kind).text : t("seal.no-result"),
    reason: score.result ? reasonOf(score, progressOf(checklist, body).steps) : t("seal.no-result-2"),
  };
}
