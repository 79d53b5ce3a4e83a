// Puts the score of the site so far in words, with the reason.
import type { SiteScore } from "../../rules";
import type { Tone } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-sheets";
import { showResult } from "../kinds";
import { titleOf, type Site } from "./site";

export interface Total {
  points: string | null;
  grade: string;
  tone: Tone;
  why: string;
  how: string;
}

/** Words the total; while a sheet is open it is that of the sheets that are done, and says so. */
export function totalOf(site: Site): Total {
  const score = site.score.result ? site.score : site.soFar;
  const { tone, text } = showResult(score?.result ?? null);
  const how = howFar(site);
  if (!score?.total_shown) return { points: null, grade: "", tone: "mute", why: "", how };
  return { points: score.total_shown, grade: text, tone, why: whyOf(site, score), how };
}

function whyOf(site: Site, score: SiteScore): string {
  const zero = site.sheets.find((view) => view.zero && view.open.length === 0);
  if (zero) return t("sheets.why-zero", { sheet: titleOf(zero.table, zero.sheet) });
  if (score.result === "fail") return t("sheets.why-under");
  return t(score.result === "excellent" ? "sheets.why-excellent" : "sheets.why-pass");
}

function howFar({ sheets, all, undecided }: Site): string {
  const left = sheets.filter((view) => view.open.length > 0).length;
  const done = sheets.length - left;
  if (done === 0)
    return t(
      all.length > 0 && sheets.length + undecided.length === 0 ? "sheets.nothing" : "sheets.none-yet-2",
    );
  if (left > 0) return t("sheets.so-far", { done, left });
  return undecided.length > 0
    ? t("sheets.so-far-undecided", { done, n: undecided.length })
    : t("sheets.all-in", { done });
}
