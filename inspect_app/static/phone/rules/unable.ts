/** A visit at which nothing could be inspected: `domain/rules/unable.py` says the same. */
import { resultZh } from "./grades";
import type { Score, SiteScore } from "./types";

/** The result, the field of a body, and the name that its photos stand under. */
export const UNABLE = "unable";
export const REASONS = ["closed", "refused", "moved"] as const;
export type Why = (typeof REASONS)[number];

const TOTALS = ["score", "total", "total_shown", "grade"];

/** Makes the score of such a visit, with what a checklist made of its answers. */
export const judgeUnable = <Judged extends Score | SiteScore>(judged: Judged): Judged => ({
  ...judged,
  ...Object.fromEntries(TOTALS.filter((name) => name in judged).map((name) => [name, null])),
  complete: true,
  result: UNABLE,
  result_zh: resultZh(UNABLE),
  covered: null,
  missing: [],
  why: [{ rule: UNABLE, items: [] }],
});
