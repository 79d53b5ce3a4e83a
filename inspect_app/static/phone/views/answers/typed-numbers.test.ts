import { expect, it } from "vitest";
import { outOfRange } from "../../ui/controls/pad-keys";
import { valueOf } from "./typed-numbers";

const share = { min: 0, max: 100, step: 0.1 };

it("tells the number, or that there is none yet", () => {
  expect(valueOf("")).toBeNull();
  expect(valueOf("-0.5")).toBe(-0.5);
  expect(valueOf("3.")).toBe(3);
});

it("reads a fraction as its share, and half a fraction as nothing yet", () => {
  expect(valueOf("47/50", share)).toBe(94);
  expect(valueOf("46/49", { ...share, step: 1 })).toBe(93);
  expect(valueOf("47/", share)).toBeNull();
  expect(outOfRange(valueOf("51/50", share)!, share)).toBe(true);
});
