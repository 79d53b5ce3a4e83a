import { expect, it } from "vitest";
import { groupAsked } from "./group-asked";

const asked = (inspection: string, sha256: string, author = "林") => ({
  ...{ inspection, sha256, author },
  ...{ place: "示例", on: "2022-09-14", result: null },
});

it("asks about two pictures twice, and about those of two authors", () => {
  const open = [asked("a", "one"), asked("b", "two"), asked("c", "one", "梅")];
  expect(groupAsked(open).map((group) => group.length)).toEqual([1, 1, 1]);
});

it("asks about a round once, in the order of its first question", () => {
  const open = [asked("a", "one"), asked("b", "two"), asked("c", "one")];
  expect(groupAsked(open).map((group) => group.map((one) => one.inspection))).toEqual([["a", "c"], ["b"]]);
});
