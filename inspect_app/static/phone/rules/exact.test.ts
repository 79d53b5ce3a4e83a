/** Where floating point would lie. */

import { expect, test } from "vitest";
import { canEnter, distance, isMoreApart, order } from "./exact";

test.for([
  [0.1 + 0.2, 0.3, 1],
  [8.1, 8.1, 0],
  [-0.5, -0.4, -1],
  [1e21, 1e20, 1],
  [1e-7, 0, 1],
  [5e-324, 0, 1],
  [-0, 0, 0],
] as const)("%d beside %d", ([a, b, sign]) => expect(order(a, b)).toBe(sign));

test.for([
  [8.3, 8, "0.3"],
  [8, 11.6, "3.6"],
  [100, 60, "40"],
  [1e-7, 0, "0.0000001"],
  [2e21, 1e21, "1000000000000000000000"],
  [7, 7, "0"],
] as const)("%d and %d are %s apart", ([a, b, apart]) => expect(distance(a, b)).toBe(apart));

test("a step of a tenth holds 0.3 and 8.1", () => {
  const entry = { min: -40, max: 60, step: 0.1 };
  expect([0.3, 8.1, -39.9, 60].every((value) => canEnter(value, entry))).toBe(true);
  expect([0.35, 60.1, -40.1].some((value) => canEnter(value, entry))).toBe(false);
});

test("6.3 is not 5.9 and more than 0.4", () => expect(isMoreApart(6.3, 5.9, 0.4)).toBe(false));
