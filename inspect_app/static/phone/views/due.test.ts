import { expect, it } from "vitest";
import { dueOn, isDue } from "./due";

const last = (on: string) => ({ last: { on, result: "conform", failed: [] }, status: "open" });

it("does not ask for a visit where nothing is open", () => {
  expect(isDue({ last: null, status: "closed" }, "2022-09-14")).toBe(false);
});

it("asks where nobody was yet, or nobody for eleven months", () => {
  expect(isDue({ last: null, status: "open" }, "2022-09-14")).toBe(true);
  expect(isDue(last("2021-10-14"), "2022-09-14")).toBe(true);
  expect(isDue(last("2021-10-15"), "2022-09-14")).toBe(false);
});

it("ends on the last day of a shorter month", () => {
  expect(dueOn("2021-03-31")).toBe("2022-02-28");
});
