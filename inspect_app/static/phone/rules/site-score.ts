/** Computes the safety score of a construction site by JGJ 59-2011; shares its vectors with the server. */

import { isDay } from "./days";
import { by, compare, floored, fraction, rounded, sum, times, type Fraction } from "./fractions";
import { resultZh } from "./grades";
import { refuse } from "./refusals";
import { hasLost, readSheets, type Mark, type Sheet } from "./sheets";
import type { Line, Reason, Result, SiteChecklist, SiteInspection, SiteScore } from "./types";
import { checkPremises, object } from "./walk";

/** A sheet and what it is worth; no score when nothing of it is present or one item is open. */
interface Scored {
  sheet: Sheet;
  score: Fraction | null;
  guarantee: Fraction | null;
  zeroItems: string[];
  isLow: boolean;
}

const FULL = fraction(100);
const GUARANTEE_FULL = fraction(60);
const GUARANTEE_LEAST = { over: 40n, under: 60n };
const EXCELLENT_FROM = fraction(80);
const PASS_FROM = fraction(70);
const PLACES = 5;

/** Throws `Refused` where the server would refuse. */
export const scoreSite = (checklist: SiteChecklist, given: SiteInspection): SiteScore =>
  tell(checklist, sheetsOf(checklist, given));

/** For the screens, which give only points and deductions that can be read. */
export const previewSite = (checklist: SiteChecklist, given: SiteInspection): SiteScore =>
  tell(checklist, readSheets(checklist, given.tables));

/** Every item that lost points shows why, on each sheet of its own, or says why it cannot. */
export const photosOfSite = (checklist: SiteChecklist, given: SiteInspection): string[] =>
  keys(
    sheetsOf(checklist, given),
    (mark) => hasLost(mark) && mark.item.photo === "on_fail" && !mark.isExcused,
  );

function sheetsOf(checklist: SiteChecklist, given: unknown): Sheet[] {
  const whole = object(given, "input");
  checkPremises(checklist, whole.premises);
  const sheets = readSheets(checklist, whole.tables);
  return isDay(whole.on) ? sheets : refuse("type", "on");
}

function tell(checklist: SiteChecklist, sheets: Sheet[]): SiteScore {
  const scored = sheets.map(scoreSheet);
  const lines = lineScores(checklist.lines, scored);
  const missing = sheets.length ? keys(sheets, (mark) => mark.isOpen) : checklist.items.map(({ id }) => id);
  const total = missing.length ? null : totalOf(checklist.lines, lines);
  const result = total && gradeOf(total, scored);
  return {
    checklist: checklist.code,
    version: checklist.version,
    complete: missing.length === 0,
    result,
    result_zh: result && resultZh(result),
    score: textOf(total),
    covered: null,
    failed: keys(sheets, hasLost),
    veto: [],
    missing,
    hidden: [],
    why: reasons(missing, total, scored),
    total: textOf(total),
    total_shown: total && floored(total, 2),
    grade: result && resultZh(result),
    lines: Object.fromEntries([...lines].map(([line, points]) => [line, rounded(points, PLACES)])),
    tables: tablesObject(scored),
  };
}

function scoreSheet(sheet: Sheet): Scored {
  if (sheet.marks.some((mark) => mark.isOpen))
    return { sheet, score: null, guarantee: null, zeroItems: [], isLow: false };
  const share = shareOf(guaranteeOf(sheet.marks));
  const zeroItems = zerosOf(sheet.marks).map((mark) => mark.key);
  const isLow = isGuaranteeLow(sheet.marks);
  const worth = zeroItems.length || isLow ? fraction(0) : shareOf(sheet.marks);
  return {
    sheet,
    score: worth && times(worth, FULL),
    guarantee: share && times(share, GUARANTEE_FULL),
    zeroItems,
    isLow,
  };
}

export const guaranteeOf = (marks: readonly Mark[]): Mark[] =>
  marks.filter((mark) => mark.item.class === "guarantee");

/** One guarantee item that earned nothing is enough for a zero sheet. */
export const zerosOf = (marks: readonly Mark[]): Mark[] =>
  guaranteeOf(marks).filter(({ earned }) => earned?.over === 0n);

/** Asked once every guarantee item was looked at. */
export function isGuaranteeLow(marks: readonly Mark[]): boolean {
  const share = shareOf(guaranteeOf(marks));
  return share !== null && compare(share, GUARANTEE_LEAST) < 0;
}

/** Earned of what could be earned; what is missing stands on neither side. */
function shareOf(marks: Mark[]): Fraction | null {
  const present = marks.filter((mark) => mark.earned !== null);
  return present.length
    ? by(sum(present.map((mark) => mark.earned!)), sum(present.map((mark) => fraction(mark.item.max))))
    : null;
}

/** Weighted, of the lines that are present; a line takes the mean of its sheets. */
function lineScores(lines: Line[], scored: Scored[]): Map<string, Fraction> {
  const all = lines.map(({ id, weight, tables }) => {
    const found = scored
      .filter((each) => tables.includes(each.sheet.table) && each.score !== null)
      .map((each) => each.score!);
    const mean = found.length ? by(sum(found), fraction(found.length)) : null;
    return [id, mean && by(times(fraction(weight), mean), FULL)] as const;
  });
  return new Map(all.filter((pair): pair is readonly [string, Fraction] => pair[1] !== null));
}

function totalOf(lines: Line[], scores: Map<string, Fraction>): Fraction | null {
  const weights = lines.filter((line) => scores.has(line.id)).map((line) => fraction(line.weight));
  return scores.size ? times(by(sum([...scores.values()]), sum(weights)), FULL) : null;
}

/** One zero sheet is enough to fail, however high the mean of its line. */
function gradeOf(total: Fraction, scored: Scored[]): Result {
  if (scored.some(isZero) || compare(total, PASS_FROM) < 0) return "fail";
  return compare(total, EXCELLENT_FROM) >= 0 ? "excellent" : "pass";
}

function reasons(missing: string[], total: Fraction | null, scored: Scored[]): Reason[] {
  if (missing.length) return [{ rule: "missing", items: missing }];
  if (total === null) return [{ rule: "nothing_present", items: [] }];
  const low = scored.filter((each) => each.isLow).map((each) => each.sheet);
  const found = [
    { rule: "guarantee_zero", items: scored.flatMap((each) => each.zeroItems) },
    { rule: "guarantee_low", items: keys(low, (mark) => mark.item.class === "guarantee" && hasLost(mark)) },
  ].filter(({ items }) => items.length);
  if (compare(total, PASS_FROM) < 0) found.push({ rule: "total_under_pass", items: [] });
  return found.length ? found : [{ rule: "total_reached", items: [] }];
}

const isZero = ({ zeroItems, isLow }: Scored): boolean => zeroItems.length > 0 || isLow;
const textOf = (points: Fraction | null): string | null => points && rounded(points, PLACES);

/** As photos are filed: `B17.load`, of a repeated table `B17[1#].load`. */
const keys = (sheets: Sheet[], chosen: (mark: Mark) => boolean): string[] =>
  sheets.flatMap((sheet) => sheet.marks.filter(chosen).map((mark) => mark.key));

function tablesObject(scored: Scored[]): SiteScore["tables"] {
  const tables: SiteScore["tables"] = {};
  for (const each of scored) {
    const row = {
      label: each.sheet.label,
      score: textOf(each.score),
      guarantee: textOf(each.guarantee),
      zero: isZero(each),
    };
    tables[each.sheet.table] = [...(tables[each.sheet.table] ?? []), row];
  }
  return tables;
}
