import { expect, test } from "vitest";
import { pathOf } from "./arrow";

test("an arrow is drawn as the server draws it", () => {
  const lines = [
    "M400.0 600.0L2000.0 1800.0",
    "M1861.9 1533.7L2000.0 1800.0",
    "M1705.7 1742.0L2000.0 1800.0",
  ];
  expect(pathOf([0.1, 0.2, 0.5, 0.6], 4000, 3000)).toBe(lines.join(""));
});

test("the head of a short arrow is no longer than half of it", () => {
  expect(pathOf([0.5, 0.5, 0.54, 0.5], 400, 300)).toContain("M208.8 146.5L216.0 150.0");
});
