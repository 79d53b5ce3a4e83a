// Reads a scored site for its screens: the sheets of every group, what is open, what is known of the score so
// far.
import type { Draft, SheetScore, TableSheet } from "../../data";
import {
  guaranteeOf,
  isGuaranteeLow,
  previewSite,
  readSheets,
  shownPoints,
  sumOf,
  zerosOf,
  type Line,
  type Mark,
  type ScoredItem,
  type SiteChecklist,
  type SiteScore,
  type Table,
} from "../../rules";
import { rulerSections, type DotState, type RulerSection } from "../../ui/drawings/ruler-shape";
import { either } from "../../ui/texts/texts";
import { nameOf } from "./sheets";

export interface SheetView {
  sheet: TableSheet;
  table: Table;
  /** The name its photos are filed under. */
  name: string;
  marks: Mark[];
  open: Mark[];
  isAbsent: boolean;
  score: string | null;
  zero: boolean;
}
export interface GroupView {
  line: Line;
  points: string | null;
  sheets: SheetView[];
  undecided: Table[];
}
export interface Site {
  groups: GroupView[];
  all: SheetView[];
  /** The sheets that are on this site. */
  sheets: SheetView[];
  undecided: Table[];
  open: number;
  score: SiteScore;
  /** The score of the sheets that are done. */
  soFar: SiteScore | null;
}

type Given = Pick<Draft, "premises" | "on"> & { tables?: TableSheet[] };

/** Groups whose tables come once at a site; cranes, hoists, scaffolds, pits and supports may repeat. */
const ONCE: readonly string[] = ["mgmt", "civil", "height", "power", "tools"];
export const mayRepeat = (table: Table): boolean => !ONCE.includes(table.line);

/** Whether a table is on every site, so that nobody is asked. */
export const isEverywhere = (table: Table): boolean => table.line === "mgmt" || table.line === "civil";

export const slugOf = (item: ScoredItem): string => item.id.split(".")[1] ?? "";
export const slugsOf = (checklist: SiteChecklist, table: string): string[] =>
  checklist.items.filter((item) => item.id.startsWith(`${table}.`)).map(slugOf);

export function readSite(checklist: SiteChecklist, given: Given): Site {
  const tables = given.tables ?? [];
  const score = scoreOf(checklist, given, tables);
  const seen = new Map<string, number>();
  const all = readSheets(checklist, tables).map(({ table, marks }, at): SheetView => {
    const nth = seen.get(table) ?? 0;
    seen.set(table, nth + 1);
    const sheet = tables[at]!;
    const worth = score.tables[table]![nth]!;
    return {
      sheet,
      table: checklist.tables.find((one) => one.id === table)!,
      name: nameOf(tables, sheet),
      marks,
      open: marks.filter((mark) => mark.isOpen),
      isAbsent: isOnly(tables, sheet) && marks.every((mark) => !mark.isOpen && mark.earned === null),
      score: worth.score,
      zero: isZero(marks),
    };
  });
  const done = all.filter((view) => view.open.length === 0).map((view) => view.sheet);
  const groups = checklist.lines.map((line) => groupOf(checklist, line, all, score));
  return {
    groups,
    all,
    sheets: all.filter((view) => !view.isAbsent),
    undecided: groups.flatMap((group) => group.undecided),
    open: all.reduce((sum, view) => sum + view.open.length, 0),
    score,
    soFar: done.length ? scoreOf(checklist, given, done) : null,
  };
}

const isOnly = (tables: TableSheet[], sheet: TableSheet): boolean =>
  tables.every((one) => one === sheet || one.table !== sheet.table);

const scoreOf = (checklist: SiteChecklist, { premises, on }: Given, tables: TableSheet[]): SiteScore =>
  previewSite(checklist, { premises, on, tables });

function groupOf(checklist: SiteChecklist, line: Line, all: SheetView[], score: SiteScore): GroupView {
  const own = checklist.tables.filter((table) => line.tables.includes(table.id));
  return {
    line,
    points: score.lines[line.id] ?? null,
    sheets: own.flatMap((table) => all.filter((view) => view.table === table)),
    undecided: own.filter((table) => !all.some((view) => view.table === table)),
  };
}

/** Sums the marks that were judged: points earned, points possible, and how many items are open. */
export function pointsOf(marks: readonly Mark[]): { earned: string; most: number; left: number } {
  const judged = marks.filter((mark) => mark.earned !== null);
  return {
    earned: shownPoints(sumOf(judged.map((mark) => mark.earned!))),
    most: judged.reduce((sum, mark) => sum + mark.item.max, 0),
    left: marks.filter((mark) => mark.isOpen).length,
  };
}

/**
 * Whether the guarantee items make the sheet zero: one of them earned nothing, or all together too little.
 */
export const isZero = (marks: readonly Mark[]): boolean =>
  zerosOf(marks).length > 0 || (guaranteeOf(marks).every((mark) => !mark.isOpen) && isGuaranteeLow(marks));

export function stateOf(mark: Mark): DotState {
  if (mark.isOpen) return "none";
  if (mark.earned === null) return "na";
  return Number(shownPoints(mark.earned)) < mark.item.max ? "fail" : "pass";
}

/** Draws one bar for each group of the summary. */
export function groupsOfRuler(site: Site, current: string | null): RulerSection[] {
  return site.groups.map(({ line, sheets, undecided }) => {
    const dots = sheets
      .flatMap((view) => (view.isAbsent ? [] : view.marks))
      .map((mark) => ({ id: mark.key, section: line.id, state: stateOf(mark) }));
    const whole = dots.length
      ? dots
      : [{ id: line.id, section: line.id, state: undecided.length ? ("none" as const) : ("na" as const) }];
    return { ...rulerSections(whole, null)[0]!, current: line.id === current };
  });
}

export const itemsOfRuler = (view: SheetView, current: string | null): RulerSection[] =>
  rulerSections(
    view.marks.map((mark) => ({ id: mark.key, section: mark.item.class, state: stateOf(mark) })),
    current,
  );

/** The title of a sheet, as 塔式起重机 2#; with the label only where there may be several. */
export const titleOf = (table: Table, sheet: TableSheet): string =>
  mayRepeat(table) ? `${either(table)} ${sheet.label}` : either(table);

/** Cuts points to two decimal places; they are never rounded up. */
export const cut = (points: string): string => points.replace(/(\.\d\d)\d*$/, "$1");

/**
 * The points under which the guarantee items make the sheet zero: 40 of 60, scaled to what is not missing.
 */
export const leastOf = (marks: readonly Mark[]): string => {
  const least = (pointsOf(marks).most * 40) / 60;
  return String(Math.ceil(least * 100 - 1e-9) / 100);
};

export const reasonOf = (score: SheetScore | undefined): string =>
  typeof score === "object" && "missing" in score ? score.reason : "";
