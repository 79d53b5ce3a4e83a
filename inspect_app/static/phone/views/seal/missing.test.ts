import { expect, it } from "vitest";
import type { Draft } from "../../data";
import type { Checklist, Item } from "../../rules";
import { missingOf } from "./missing";
import { progressOf } from "../inspect/progress";

const item = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  no: id,
  zh: id,
  en: id,
  section: "s",
  class: "general",
  vetoes: null,
  type: "pass_fail",
  unit: null,
  photo: "none",
  deadline_days: 0,
  na: true,
  optional: false,
  until: false,
  valid_from: null,
  valid_to: null,
  condition: null,
  entry: null,
  limits: [],
  options: [],
  parts: [],
  basis: [],
  ...more,
});
const checklist = (...items: Item[]): Checklist => ({
  code: "c",
  version: "1",
  kind: "canteen_school",
  zh: "c",
  en: "c",
  valid_from: "2020-01-01",
  valid_to: null,
  judgement: "three_grades",
  signatures: ["inspectors", "present"],
  attrs: { properties: {} },
  rules: [{ from: null, to: null, general_max: 5, general_share: null }],
  sections: [],
  profile: [],
  items,
});
const draft = (more: Partial<Draft>): Draft =>
  ({
    premises: { id: "p", kind: "canteen_school", attrs: {} },
    on: "2022-09-14",
    answers: {},
    photos: {},
    signatures: [],
    refusal: null,
    rev: 1,
    inspectors: [{ user: "lin", cosigned: "self" }],
    ...more,
  }) as Draft;
const missing = (list: Checklist, one: Draft) =>
  missingOf(list, one, progressOf(list, one).steps).map((entry) => entry.what);

it("lets nothing empty through", () => {
  expect(missing(checklist(item("a")), draft({}))).toEqual(["answer", "signature", "second", "present"]);
});

it("asks why something does not apply, and for the photo of what failed unless there is a reason", () => {
  const list = checklist(item("a"), item("b", { photo: "on_fail" }), item("c", { photo: "always" }));
  const answers = { a: { value: "na" }, b: { value: "fail" }, c: { value: "pass", no_photo: "停电" } };
  expect(missing(list, draft({ answers })).slice(0, 2)).toEqual(["note", "photo"]);
});

it("asks why something was not measured, and for no photo of what could not be read", () => {
  const reading = { type: "number", entry: { min: 0, max: 99, step: 1 }, photo: "always" } as const;
  const list = checklist(
    item("a", { ...reading, unmeasured: "open" }),
    item("b", { ...reading, unmeasured: "fail" }),
    item("c", { ...reading, unmeasured: "open" }),
  );
  const unmeasured = (note: string) => ({ value: "unmeasured", note });
  const answers = { a: unmeasured(" "), b: unmeasured("没有温度计"), c: unmeasured("设备停用") };
  expect(missing(list, draft({ answers })).slice(0, 3)).toEqual(["note", "signature", "second"]);
});

it("asks what a note means that stands at an item without a result, also where none is asked for", () => {
  const list = checklist(item("a", { optional: true }), item("b", { optional: true }));
  const answers = { a: { value: null, note: "限速器铅封缺失" }, b: { value: null, note: " " } };
  expect(missing(list, draft({ answers })).slice(0, 2)).toEqual(["answer", "signature"]);
});

it("wants two inspectors who both signed, and the person present or a refusal", () => {
  const inspectors = [
    { user: "lin", cosigned: "self" as const },
    { user: "wang", cosigned: "signature" as const },
  ];
  const signatures = [
    {
      role: "inspector" as const,
      user: "lin",
      sha256: "1",
      signed_at: "2022-09-14T10:58:00+08:00",
      content_digest: "1",
      rev: 1,
    },
  ];
  const one = draft({
    answers: { a: { value: "pass" } },
    inspectors,
    signatures,
    refusal: { reason: "负责人不在场" },
  });
  expect(missing(checklist(item("a")), one)).toEqual(["signature"]);
});

it("wants a reason for a later revision", () => {
  const list = { ...checklist(item("a")), signatures: [] };
  const inspectors = [
    { user: "lin", cosigned: "self" as const },
    { user: "wang", cosigned: "signature" as const },
  ];
  expect(missing(list, draft({ answers: { a: { value: "pass" } }, inspectors, rev: 2 }))).toEqual(["reason"]);
});

it("counts the photos that the server would not take, with the signatures that are still to come", () => {
  const photos = (n: number) =>
    ({
      b: [{ sha256: "b" }],
      "B17[2#].use": Array.from({ length: n - 1 }, (_, at) => ({ sha256: `a${at}` })),
    }) as unknown as Draft["photos"];
  const asked = (n: number) =>
    missingOf(checklist(), draft({ id: "i", photos: photos(n) }), []).filter(({ what }) => what === "place");
  expect(asked(197)).toEqual([]);
  expect(asked(199)).toMatchObject([
    { path: "/inspect/i/B17%5B2%23%5D.use", words: expect.stringContaining("2") },
  ]);
});
