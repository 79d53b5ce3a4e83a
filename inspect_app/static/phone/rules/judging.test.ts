/** What the item card shows while it is being answered. */

import { describe, expect, test } from "vitest";
import { judge, preview, progress } from "./index";
import type { GivenAnswer, Inspection } from "./types";
import { readChecklist } from "./vectors.testing";

const school = readChecklist("canteen-school");
const item = (id: string) => school.items.find((each) => each.id === id)!;
const visit = (answers: Record<string, GivenAnswer> = {}): Inspection => ({
  premises: { kind: "canteen_school", attrs: {} },
  on: "2021-09-14",
  answers,
});
const judgeIn = (id: string, answer: GivenAnswer | undefined, given = visit()) =>
  judge(item(id), answer, progress(school, given).find((step) => step.item.id === id)!.facts);
const judged = (id: string, value: unknown, given = visit()) => judgeIn(id, { value }, given);

describe("one answer", () => {
  test("a half-typed number is no verdict, and says why", () => {
    expect(judged("raw.cold-temp", null)).toMatchObject({ verdict: null, refused: "empty" });
    expect(judged("raw.cold-temp", 999)).toMatchObject({ verdict: null, refused: "entry" });
  });

  test("nothing answered shows the limit", () => {
    expect(judgeIn("raw.cold-temp", undefined)).toMatchObject({
      verdict: null,
      limit: { min: 0, max: 8 },
      refused: null,
    });
  });

  test("what was not measured is beyond no limit, and open or failed as its item says", () => {
    const list = readChecklist("unmeasured");
    const of = (id: string) =>
      judge(
        list.items.find((each) => each.id === id)!,
        { value: "unmeasured", note: "没有温度计" },
        new Map([["on", "2021-09-14"]]),
      );
    expect(of("u.light")).toMatchObject({ verdict: null, refused: "unmeasured" });
    expect(of("u.temp")).toMatchObject({ verdict: "na", off: null, unmeasured: true });
    expect(of("u.core")).toMatchObject({ verdict: "fail", off: null, unmeasured: true });
  });

  test.for([
    [11.6, { side: "above", by: "3.6" }],
    [-0.3, { side: "below", by: "0.3" }],
    [28, { side: "above", by: "20" }],
    [8.1, { side: "above", by: "0.1" }],
  ] as const)("%d is off by a plain decimal", ([value, off]) => {
    expect(judged("raw.cold-temp", value)).toMatchObject({ verdict: "fail", off });
  });

  test("at the limit nothing is off", () => {
    expect(judged("raw.cold-temp", 8)).toMatchObject({ verdict: "pass", off: null });
  });

  test("the limit in force follows the answer before", () => {
    const given = visit({ "wash.method": { value: "infrared" } });
    expect(judged("wash.heat", 119, given)).toMatchObject({
      verdict: "fail",
      limit: { min: 120 },
      off: { side: "below", by: "1" },
    });
  });

  test("not applicable is a verdict of its own", () => {
    expect(judged("proc.core-temp", "na")).toMatchObject({ verdict: "na", off: null });
  });
});

describe("an inspection under way", () => {
  test("an unreadable answer counts as missing and spoils nothing else", () => {
    const given = visit({ "wash.method": { value: "sun" }, "env.pest": { value: "fail" } });
    const said = preview(school, given);
    expect(said).toMatchObject({ result: null, failed: ["env.pest"] });
    expect(said.missing).toContain("wash.method");
  });

  test("what is visible follows the answers", () => {
    const ids = (given: Inspection) =>
      progress(school, given)
        .filter((step) => step.visible)
        .map((step) => step.item.id);
    expect(ids(visit())).not.toContain("bright.zones");
    expect(ids(visit({ "bright.mode": { value: ["glass"] } }))).toContain("bright.zones");
  });

  test("the ruler has every item once", () => {
    expect(progress(school, visit()).map((step) => step.item.id)).toEqual(
      school.items.map((each) => each.id),
    );
  });
});
