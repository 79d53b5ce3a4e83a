import { expect, it } from "vitest";
import type { Draft, SheetScore, TableSheet } from "../../data";
import type { SiteChecklist } from "../../rules";
import { readChecklist } from "../../rules/vectors.testing";
import { deductionsOf, withDeductions } from "./deducting";
import { nextOpenIn, nextSheet } from "./paths";
import { isZero, leastOf, groupsOfRuler, pointsOf, readSite, slugsOf, type Site } from "./site";
import { pathToTable, tableAsked } from "./paths";
import { missingOnSite } from "./site-missing";
import { totalOf } from "./site-total";

const checklist = readChecklist("construction-jgj59") as unknown as SiteChecklist;
const full = (table: string, label = "1#", over: Record<string, SheetScore | null> = {}): TableSheet => {
  const items = checklist.items.filter((item) => item.id.startsWith(`${table}.`));
  const scores = Object.fromEntries(items.map((item) => [item.id.split(".")[1]!, item.max as SheetScore]));
  for (const [slug, score] of Object.entries(over)) {
    if (score === null) delete scores[slug];
    else scores[slug] = score;
  }
  return { table, label, scores };
};
const absent = (table: string): TableSheet => ({
  table,
  label: "1#",
  scores: Object.fromEntries(
    slugsOf(checklist, table).map((slug) => [slug, { missing: true, reason: "本工地没有" }]),
  ),
});
const off = (points: number, more: object = {}): SheetScore => ({
  deductions: [{ clause: "防脱装置变形", count: 1, points }],
  ...more,
});
const draft = (tables: TableSheet[], more: Partial<Draft> = {}): Draft =>
  ({
    id: "d",
    premises: { id: "p", kind: "construction_site", attrs: {} },
    on: "2022-09-14",
    tables,
    photos: {},
    returned: [],
    ...more,
  }) as unknown as Draft;
const site = (...tables: TableSheet[]): Site => readSite(checklist, draft(tables));
const gaps = (one: Draft) =>
  missingOnSite(checklist, one, readSite(checklist, one)).map(({ words }) => words);
const rest = (...here: string[]) =>
  checklist.tables.filter(({ id }) => !here.includes(id)).map(({ id }) => absent(id));

it("asks of every table whether the site has it", () => {
  expect(site().undecided).toHaveLength(19);
  expect(gaps(draft([]))).toEqual(["19 张表没说有没有"]);
  expect(gaps(draft(rest()))).toEqual(["没有一张评了分的表"]);
});

it("leads to where the first of them is decided", () => {
  const one = draft([full("B1")]);
  const [gap] = missingOnSite(checklist, one, readSite(checklist, one));
  const [first] = readSite(checklist, one).undecided;
  expect(gap!.path).toBe(pathToTable(one.id, first!.id));
  expect(tableAsked(decodeURIComponent(gap!.path.split("/").at(-1)!))).toBe(first!.id);
  expect(tableAsked("all")).toBeNull();
});

it("lists open items once for each sheet, and every photo and reason that is owed by itself", () => {
  const cranes = [
    full("B17", "1#", { load: null, use: null }),
    full("B17", "2#", {
      hook: off(2),
      multi: { missing: true, reason: " " },
      tie: { deductions: [{ clause: "", count: 1, points: 1 }] },
    }),
    full("B17", "3#", { hook: off(2, { no_photo: "高处拍不到" }) }),
  ];
  const photos = { "B17[2#].tie": [{ sha256: "a" }] } as unknown as Draft["photos"];
  expect(gaps(draft([...rest("B17"), ...cranes], { photos }))).toEqual([
    "塔式起重机 1#：还差 2 项",
    "吊钩、滑轮、卷筒与钢丝绳：补 1 张照片",
    "多塔作业：写明缺项的原因",
    "附着：写明扣分的问题",
  ]);
});

it("leads a gap to the item on its very sheet", () => {
  const one = draft([...rest("B17"), full("B17", "1#"), full("B17", "东 2#", { hook: null })]);
  expect(
    missingOnSite(checklist, one, readSite(checklist, one)).map(({ path }) => decodeURIComponent(path)),
  ).toEqual(["/inspect/d/B17[东 2#].hook"]);
});

it("tells the total of the sheets that are done while others are open, and says so", () => {
  const half = totalOf(site(full("B1", "1#", { sign: off(5) }), full("B2", "1#", { fire: null })));
  expect(half).toMatchObject({ points: "95.00", grade: "优良", how: "按评完的 1 张表试算，还差 1 张表。" });
  expect(totalOf(site()).points).toBeNull();
});

it("names the sheet that fails the whole site", () => {
  const { grade, why } = totalOf(site(full("B1"), full("B17", "1#"), full("B17", "2#", { hook: off(10) })));
  expect([grade, why]).toEqual(["不合格", "“塔式起重机 2#”得 0 分，有一张表得 0 分就不合格。"]);
});

it("knows a sheet at zero as soon as it is decided, not before", () => {
  const marks = (over: Record<string, SheetScore | null>) => site(full("B17", "1#", over)).sheets[0]!.marks;
  expect(isZero(marks({ hook: off(10), tie: null }))).toBe(true);
  expect(isZero(marks({ load: off(9), travel: off(9), hook: off(9), tie: null }))).toBe(true);
  expect(isZero(marks({ load: off(9), travel: off(9), hook: off(9), use: null }))).toBe(false);
  expect(isZero(marks({ load: off(5), travel: off(5), hook: off(5), use: off(5) }))).toBe(false);
});

it("scales the least of the guarantee items to what is not missing", () => {
  const { marks } = site(full("B17", "1#", { multi: { missing: true, reason: "只有一台" } })).sheets[0]!;
  const guarantee = marks.filter((mark) => mark.item.class === "guarantee");
  expect(pointsOf(guarantee)).toEqual({ earned: "50", most: 50, left: 0 });
  expect(leastOf(guarantee)).toBe("33.34");
});

it("counts a table that is not here on no side, but a crane without anything stays a sheet", () => {
  const one = site(absent("B18"), full("B17", "1#"), { ...absent("B17"), label: "2#" });
  expect(one.sheets.map((view) => view.sheet.label)).toEqual(["1#", "2#"]);
  expect(groupsOfRuler(one, null).find((section) => section.id === "crane")?.dots).toHaveLength(20);
  expect(
    groupsOfRuler(site(absent("B11")), null).find((section) => section.id === "pit")?.dots[0]?.state,
  ).toBe("na");
});

it("goes on to the next open item, round the sheet, then to the next sheet with one", () => {
  const one = site(
    full("B1", "1#", { duty: null, sign: null }),
    full("B17", "1#"),
    full("B17", "2#", { use: null }),
  );
  const [first, , last] = one.sheets;
  expect(nextOpenIn(first!, "duty")).toBe("sign");
  expect(nextOpenIn(first!, "sign")).toBe("duty");
  expect(nextSheet(one, first!)?.sheet).toBe(last!.sheet);
  expect(nextSheet(one, last!)?.sheet).toBe(first!.sheet);
});

it("keeps place and excuse when clauses change, and has no score without a clause", () => {
  const score = off(2, { note: "南侧", no_photo: "高处" });
  expect(withDeductions(score, [{ clause: "x", count: 2, points: 1 }])).toMatchObject({
    note: "南侧",
    no_photo: "高处",
  });
  expect(withDeductions(score, [])).toBeNull();
});

it("shows bare points from elsewhere as a loss that wants its reason", () => {
  expect(deductionsOf(7, { max: 10 })).toEqual([{ clause: "", count: 1, points: 3 }]);
  expect(deductionsOf(10, { max: 10 })).toEqual([]);
});
