/** The working days that the server counts, too. */

import { expect, test } from "vitest";
import cases from "../../../../tests/vectors/days/workdays.json";
import { addWorkdays } from "./workdays";

test.for(cases as [string, number, string][])("%s and %i working days are %s", ([start, count, day]) => {
  expect(addWorkdays(start, count).day).toBe(day);
});

test("a year without data is named", () => {
  expect(addWorkdays("2026-12-30", 5).unknownYears).toEqual(["2027"]);
  expect(addWorkdays("2022-09-20", 20).unknownYears).toEqual([]);
});
