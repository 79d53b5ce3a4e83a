/** The working days that the server counts, too. */

import { expect, test } from "vitest";
import cases from "../../../../tests/vectors/days/workdays.json";
import { addWorkdays, countWorkdays } from "./workdays";

test.for(cases as [string, number, string][])("%s and %i working days are %s", ([start, count, day]) => {
  expect(addWorkdays(start, count).day).toBe(day);
});

test.for(cases as [string, number, string][])(
  "after %s there are %i working days to %s",
  ([start, count, day]) => {
    expect(countWorkdays(start, day)).toBe(count);
  },
);

test("days off count for nothing, worked Saturdays do", () => {
  expect(countWorkdays("2022-09-30", "2022-10-07")).toBe(0);
  expect(countWorkdays("2022-10-07", "2022-10-09")).toBe(2);
  expect(countWorkdays("2022-09-14", "2022-09-14")).toBe(0);
});

test("a year without data is named", () => {
  expect(addWorkdays("2026-12-30", 5).unknownYears).toEqual(["2027"]);
  expect(addWorkdays("2022-09-20", 20).unknownYears).toEqual([]);
});
