import { expect, it } from "vitest";
import type { Draft, PhotoRef, TableSheet } from "../../data";
import {
  addSheet,
  declareAbsent,
  findSheet,
  hasTwins,
  labelOf,
  parseAddress,
  remarksOn,
  removeSheet,
  renameSheet,
  restoreSheet,
  declarePresent,
  setScore,
  separateTwins,
} from "./sheets";

const photo = (sha256: string): PhotoRef => ({ sha256, taken_at: "", source: "camera", role: "evidence" });
const crane = (label: string, scores: TableSheet["scores"] = {}): TableSheet => ({
  table: "B17",
  label,
  scores,
});
const draft = (tables: TableSheet[], more: Partial<Draft> = {}): Draft =>
  ({ tables, photos: {}, returned: [], current_item: null, camera_item: null, ...more }) as unknown as Draft;
const filed = ({ photos }: Draft) =>
  Object.fromEntries(Object.entries(photos).map(([key, all]) => [key, all[0]?.sha256]));

it("reads the names that photos, remarks and addresses have", () => {
  expect(parseAddress("B17[3.1 东侧].load")).toEqual({ table: "B17", label: "3.1 东侧", slug: "load" });
  expect(parseAddress("B17.load")).toEqual({ table: "B17", label: null, slug: "load" });
  expect(parseAddress("B17[2#]")).toEqual({ table: "B17", label: "2#", slug: null });
});

it("does not guess which of two cranes was meant", () => {
  expect(findSheet([crane("1#"), crane("2#")], parseAddress("B17.load"))).toBeNull();
  expect(findSheet([crane("1#")], parseAddress("B17.load"))?.label).toBe("1#");
});

it("files the photos of the first crane under its label as soon as there is a second, and back again", () => {
  const one = draft([crane("1#")], {
    photos: { "B17.load": [photo("a")], "B1.duty": [photo("b")] },
    camera_item: "B17.load",
  });
  expect(addSheet(one, "B17").label).toBe("2#");
  expect(filed(one)).toEqual({ "B17[1#].load": "a", "B1.duty": "b" });
  expect(one.camera_item).toBe("B17[1#].load");
  removeSheet(one, crane("2#"));
  expect(filed(one)).toEqual({ "B17.load": "a", "B1.duty": "b" });
});

it("takes photos, remarks and the place where one stands along to a new name", () => {
  const one = draft([crane("1#"), crane("2#", { load: 8 })], {
    photos: { "B17[2#].load": [photo("a")], "B17[1#].load": [photo("b")] },
    returned: [{ item: "B17[2#].load", remark: "看不清" }],
    current_item: "B17[2#].load",
  });
  renameSheet(one, crane("2#"), "东侧");
  expect(filed(one)).toEqual({ "B17[东侧].load": "a", "B17[1#].load": "b" });
  expect(one.returned[0]?.item).toBe("B17[东侧].load");
  expect(one.current_item).toBe("B17[东侧].load");
  expect(findSheet(one.tables!, crane("东侧"))?.scores).toEqual({ load: 8 });
});

it("never lets two cranes have one name", () => {
  const one = draft([crane("1#"), crane("2#")]);
  renameSheet(one, crane("2#"), "1#");
  expect(one.tables!.map((sheet) => sheet.label)).toEqual(["1#", "2#"]);
});

it("keeps out of a name what would break the names of its photos", () => {
  expect(labelOf("  3[号]\n楼东侧塔吊，靠近大门口的那一台 ")).toBe("3号楼东侧塔吊，靠近大门口的那一");
});

it("puts a sheet back where it was, with its photos, under another name if its own was taken meanwhile", () => {
  const one = draft([crane("1#", { load: 5 }), crane("2#")], { photos: { "B17[1#].load": [photo("a")] } });
  removeSheet(one, crane("1#"));
  expect(filed(one)).toEqual({});
  addSheet(one, "B17");
  restoreSheet(one);
  expect(one.tables!.map(({ label, scores }) => [label, scores])).toEqual([
    ["3#", { load: 5 }],
    ["2#", {}],
    ["1#", {}],
  ]);
  expect(filed(one)).toEqual({ "B17[3#].load": "a" });
  expect(one.removed).toBeUndefined();
});

it("joins photos whose names become one, and never puts some in the place of others", () => {
  const all = (key: string, { photos }: Draft) => photos[key]!.map((one) => one.sha256);
  const photos = () => ({
    "B17.load": [photo("stray"), photo("both")],
    "B17[1#].load": [photo("both"), photo("a")],
  });
  const one = draft([crane("1#"), crane("2#")], { photos: photos() });
  removeSheet(one, crane("2#"));
  expect(all("B17.load", one)).toEqual(["stray", "both", "a"]);
  removeSheet(one, crane("1#"));
  one.photos["B17.load"] = [photo("late")];
  restoreSheet(one);
  expect(all("B17.load", one)).toEqual(["late", "stray", "both", "a"]);
});

it("says of every item of an absent table that it is missing, and why", () => {
  const one = draft([]);
  declareAbsent(one, { B18: ["scheme", "rope"] }, "本工地没有");
  const reason = { missing: true, reason: "本工地没有" };
  expect(one.tables).toEqual([{ table: "B18", label: "1#", scores: { scheme: reason, rope: reason } }]);
});

it("keeps to what was said of a table before the second tap", () => {
  const one = draft([crane("1#", { load: 5 })]);
  declareAbsent(one, { B17: ["load"], B18: ["rope"] }, "本工地没有");
  declareAbsent(one, { B18: ["rope"] }, "本工地没有");
  expect(one.tables!.map(({ table, label }) => table + label)).toEqual(["B171#", "B181#"]);
  expect(one.tables![0]!.scores).toEqual({ load: 5 });
});

it("opens one sheet for two taps, also where the first had said that there is none", () => {
  const one = draft([]);
  declareAbsent(one, { B17: ["load"] }, "本工地没有");
  expect(declarePresent(one, "B17")).toBe(declarePresent(one, "B17"));
  expect(one.tables).toEqual([crane("1#")]);
});

it("tells two sheets of one name apart, and leaves the photos with the first", () => {
  const one = draft([crane("1#", { load: 5 }), crane("1#"), crane("2#"), crane("1#")], {
    photos: { "B17[1#].load": [photo("a")] },
  });
  expect(hasTwins(one.tables)).toBe(true);
  separateTwins(one);
  expect(one.tables!.map(({ label }) => label)).toEqual(["1#", "3#", "2#", "4#"]);
  expect(filed(one)).toEqual({ "B17[1#].load": "a" });
  expect(hasTwins(one.tables)).toBe(false);
});

it("scores the sheet that is named and takes a score back", () => {
  const one = draft([crane("1#"), crane("2#")]);
  setScore(one, "B17[2#].load", 10);
  setScore(one, "B17[3#].load", 10);
  expect(one.tables!.map((sheet) => sheet.scores)).toEqual([{}, { load: 10 }]);
  setScore(one, "B17[2#].load", null);
  expect(one.tables![1]!.scores).toEqual({});
});

it("finds a remark whether or not it names the sheet", () => {
  const returned = [
    { item: "B17[2#].load", remark: "a" },
    { item: "B17.use", remark: "b" },
  ];
  const one = draft([crane("1#"), crane("2#")], { returned });
  expect(remarksOn(one, crane("2#")).map(({ remark }) => remark)).toEqual(["a", "b"]);
  expect(remarksOn(one, crane("1#"), "use").map(({ remark }) => remark)).toEqual(["b"]);
});

it("moves what is on the order with its sheet, under a new id", () => {
  const draft = {
    tables: [{ table: "B17", label: "1#", scores: {} }],
    photos: {},
    returned: [],
    current_item: null,
    camera_item: null,
    measures: {},
    corrections: [{ id: "c", item: "B17.load", measure: "stop_work", deadline_days: 3 }],
  } as unknown as Draft;
  addSheet(draft, "B17");
  expect(draft.measures).toEqual({ "B17[1#].load": "stop_work" });
  expect(draft.terms).toEqual({ "B17[1#].load": 3 });
  expect(draft.corrections).toBeUndefined();
});
