import { expect, it } from "vitest";
import { laidOver, stillAhead } from "./useSaver";

it("never shows an older answer while a newer one is on its way to the disk", () => {
  const saved = { a: { value: "pass" } },
    tapped = { a: { value: "fail", due_days: 3 }, b: null };
  expect(laidOver(saved, tapped)).toEqual({ a: { value: "fail", due_days: 3 } });
  expect(stillAhead(tapped, saved)).toEqual({ a: { value: "fail", due_days: 3 } });
});

it("lets go of what was read back", () => {
  expect(stillAhead({ a: { value: "fail" }, b: null }, { a: { value: "fail" } })).toEqual({});
});
