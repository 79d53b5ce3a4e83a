import { expect, it } from "vitest";
import type { LastVisit } from "../../data";
import type { Item } from "../../rules";
import { isNear, readingOf } from "./LastReading";

const cold = { id: "cold", warn: { max: 6 } } as Item;
const last = (readings?: LastVisit["readings"]): LastVisit => ({
  on: "2022-04-18",
  result: "conform",
  failed: [],
  ...(readings ? { readings } : {}),
});

it("shows no reading where the last visit had none, or something else", () => {
  expect(readingOf({ item: cold, last: null })).toBeNull();
  expect(readingOf({ item: cold, last: last() })).toBeNull();
  expect(readingOf({ item: cold, last: last({ cold: "unmeasured", other: 4 }) })).toBeNull();
});

it("shows what was measured, also a zero", () => {
  expect(readingOf({ item: cold, last: last({ cold: 0 }) })).toBe(0);
});

it("reminds beyond the end of the calm band alone, and never without one", () => {
  expect([5, 6, 6.1].map((value) => isNear(cold, value))).toEqual([false, false, true]);
  expect(isNear({ warn: { min: 63 } }, 62)).toBe(true);
  expect(isNear({}, 99)).toBe(false);
});
