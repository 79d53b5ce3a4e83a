import { expect, it } from "vitest";
import type { Step } from "../../rules";
import { firstItem, nextOpen, nextReturned } from "./progress";

const step = (id: string, verdict: Step["verdict"], optional = false): Step => ({
  item: { id, optional } as Step["item"],
  visible: true,
  verdict,
  facts: new Map(),
});

it("has no next item when everything is answered, and never offers the one at hand", () => {
  expect(nextOpen([step("a", "pass"), step("b", "fail")], "a")).toBeNull();
  expect(nextOpen([step("a", "pass"), step("b", null)], "b")).toBeNull();
});

it("goes on from here and then from the beginning, past what may stay empty", () => {
  const steps = [step("a", null), step("b", "pass"), step("c", null, true), step("d", null)];
  expect(nextOpen(steps, "b")).toBe("d");
  expect(nextOpen(steps, "d")).toBe("a");
});

it("takes what failed last time first", () => {
  const steps = [step("a", null), step("b", null)];
  expect(nextOpen([step("x", "pass"), ...steps], "x", ["b"])).toBe("b");
  expect(firstItem(steps, ["b"])).toBe("b");
  expect(firstItem(steps, [])).toBe("a");
  expect(firstItem([step("a", "pass")], [])).toBe("a");
});

it("leads from one returned item to the next, and on when there is none", () => {
  const steps = [step("a", "fail"), step("b", "pass"), step("c", "pass")];
  expect(nextReturned(steps, "a", ["a", "c"])).toBe("c");
  expect(nextReturned(steps, "c", ["a", "c"])).toBeNull();
});
