import { expect, test } from "vitest";
import type { Premises } from "../../data";
import type { UnderWay } from "../premises/under-way";
import { countChildren } from "./child-counts";

const TODAY = "2022-09-14";
const stall = (id: string, result: string | null): Premises =>
  ({
    ...{ id, kind: "stall", status: "open", attrs: {} },
    last: result && { on: "2022-09-01", result, failed: [] },
  }) as unknown as Premises;

test("what this person saw today is neither good nor bad until somebody decided", () => {
  const rows = [stall("a", "good"), stall("b", "conform"), stall("c", "conform"), stall("d", null)];
  const sealed: UnderWay = { is: "sealed", on: TODAY };
  const underWay = new Map([
    ["b", sealed],
    ["d", sealed],
  ]);
  const { good } = countChildren([stall("c", "conform")], TODAY, new Map());
  expect(countChildren(rows, TODAY, underWay)).toMatchObject({ seen: 4, undecided: 2 });
  expect(countChildren([stall("b", "conform")], TODAY, underWay).good).toBe(0);
  expect(countChildren([stall("b", "conform")], TODAY, new Map()).good).toBe(good);
});
