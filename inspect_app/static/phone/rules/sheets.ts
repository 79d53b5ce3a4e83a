/** Reads the filled-in scoring tables of one inspection, or refuses them. Nothing is judged here. */

import { BLANK, isObject } from "./answers";
import { isInside, isNumber } from "./exact";
import { compare, floored, fraction, minus, sum, times, ZERO, type Fraction } from "./fractions";
import { refuse } from "./refusals";
import type { ScoredItem, SiteChecklist } from "./types";
import { object } from "./walk";

/** What one item earned; null when it is missing on this site or still open. */
export interface Mark {
  key: string;
  item: ScoredItem;
  earned: Fraction | null;
  isOpen: boolean;
  isExcused: boolean;
}
export interface Sheet {
  table: string;
  label: string;
  marks: Mark[];
}

type Items = Map<string, ScoredItem>;

const MOST_PLACES = 1000;
const MOST_POINTS = 100;

export const hasLost = ({ item, earned }: Mark): boolean =>
  earned !== null && compare(earned, fraction(item.max)) !== 0;

/** Formats points as people read them: 8, 7.5. */
export const shownPoints = (points: Fraction): string => String(Number(floored(points, 2)));

export function readSheets(checklist: SiteChecklist, given: unknown): Sheet[] {
  if (!Array.isArray(given)) return refuse("type", "tables");
  const heads = given.map((sheet, at) => readHead(checklist, sheet, `tables.${at}`));
  const items = itemsByTable(checklist);
  return heads.map(({ table, label, scores }, at) => {
    const isOneOfMany = heads.filter((head) => head.table === table).length > 1;
    const marks = readMarks(
      items.get(table)!,
      isOneOfMany ? `${table}[${label}]` : table,
      scores,
      `tables.${at}.scores`,
    );
    return { table, label, marks };
  });
}

function readHead(checklist: SiteChecklist, given: unknown, where: string) {
  const { table, label = "", scores } = object(given, where);
  if (typeof table !== "string" || !checklist.lines.some((line) => line.tables.includes(table)))
    return refuse("unknown_table", `${where}.table`);
  return typeof label === "string" ? { table, label, scores } : refuse("type", `${where}.label`);
}

/** An id names the table and the item in it: `B14.box`. */
function itemsByTable({ items }: SiteChecklist): Map<string, Items> {
  const tables = new Map<string, Items>();
  for (const item of items) {
    const [table = "", slug = ""] = item.id.split(".");
    tables.set(table, (tables.get(table) ?? new Map()).set(slug, item));
  }
  return tables;
}

function readMarks(items: Items, sheet: string, given: unknown, where: string): Mark[] {
  const scores = object(given, where);
  for (const slug of Object.keys(scores)) if (!items.has(slug)) refuse("unknown_item", `${where}.${slug}`);
  return [...items].map(([slug, item]) => {
    const isOpen = !Object.hasOwn(scores, slug);
    const earned = isOpen ? null : readPoints(item, scores[slug], `${where}.${slug}`);
    return {
      key: `${sheet}.${slug}`,
      item,
      isOpen,
      earned,
      isExcused: readExcuse(scores[slug], `${where}.${slug}`),
    };
  });
}

/** Points came off and no photo could be taken: the reason stands with the points. */
function readExcuse(given: unknown, where: string): boolean {
  if (!isObject(given) || given.missing === true || given.no_photo === undefined) return false;
  if (typeof given.no_photo !== "string") return refuse("type", `${where}.no_photo`);
  return BLANK.test(given.no_photo) ? refuse("empty", `${where}.no_photo`) : true;
}

/** Null: missing on this site. */
function readPoints(item: ScoredItem, given: unknown, where: string): Fraction | null {
  if (given === "missing") return null;
  if (isObject(given))
    return given.missing === true
      ? readMissing(given.reason, where)
      : afterDeductions(item, given.deductions, `${where}.deductions`);
  if (!isNumber(given)) return refuse("type", where);
  return isInside(given, { min: 0, max: item.max }) ? fraction(given) : refuse("points", where);
}

const readMissing = (reason: unknown, where: string): null =>
  reason === undefined || typeof reason === "string" ? null : refuse("type", `${where}.reason`);

function afterDeductions(item: ScoredItem, given: unknown, where: string): Fraction {
  if (!Array.isArray(given)) return refuse("type", where);
  const lost = sum(
    given.map((deduction, at) => readDeduction(item, object(deduction, `${where}.${at}`), `${where}.${at}`)),
  );
  const left = minus(fraction(item.max), lost);
  return compare(left, ZERO) < 0 ? ZERO : left;
}

/** Points are per place; a clause of the pick list keeps to its own points. */
function readDeduction(
  item: ScoredItem,
  { clause, count = 1, points }: Record<string, unknown>,
  where: string,
): Fraction {
  if (typeof clause !== "string") return refuse("type", `${where}.clause`);
  if (!isNumber(count) || !Number.isInteger(count) || !isNumber(points)) return refuse("type", where);
  if (!isInside(count, { min: 0, max: MOST_PLACES }) || !allows(item, clause, points))
    return refuse("points", where);
  return times(fraction(count), fraction(points));
}

function allows({ deductions = [] }: ScoredItem, clause: string, points: number): boolean {
  const listed = deductions.filter((each) => each.clause === clause).map((each) => each.points);
  const ranges = listed.length ? listed : [[0, MOST_POINTS] as const];
  return ranges.some(([min, max]) => isInside(points, { min, max }));
}
