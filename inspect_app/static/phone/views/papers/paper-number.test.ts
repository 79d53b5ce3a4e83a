import { expect, it } from "vitest";
import { uuid7 } from "../../data/ids";
import { inGroups, paperNumber } from "./paper-number";

it("is made of the end of the id, for ever the same", () => {
  expect(paperNumber("018336a1-5c00-7abc-8def-7c1e90b4d552")).toBe("7C1E-90B4-D552");
});

it("differs between inspections of the same moment", () => {
  const numbers = Array.from({ length: 2000 }, () => paperNumber(uuid7(1_663_120_000_000)));
  expect(new Set(numbers).size).toBe(2000);
});

it("puts the operator's code into two groups", () => {
  expect(inGroups("K7M42XQ9")).toBe("K7M4 2XQ9");
});
