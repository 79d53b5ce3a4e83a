import { expect, it } from "vitest";
import { dueDay, dueOn, isDue } from "./due";

const SCHOOL = { kind: "canteen_school", attrs: {}, last: null, status: "open" };
const last = (on: string) => ({ ...SCHOOL, last: { on, result: "conform", failed: [] } });
const lift = (in_service_on: string) => ({ ...SCHOOL, kind: "elevator", attrs: { in_service_on } });

it("does not ask for a visit where nothing is open", () => {
  expect(isDue({ ...SCHOOL, status: "closed" }, "2022-09-14")).toBe(false);
});

it("asks where nobody was yet, or nobody for eleven months", () => {
  expect(isDue(SCHOOL, "2022-09-14")).toBe(true);
  expect(isDue(last("2021-10-14"), "2022-09-14")).toBe(true);
  expect(isDue(last("2021-10-15"), "2022-09-14")).toBe(false);
});

it("never asks for an estate or a unit work, which are not visited for themselves", () => {
  expect(isDue({ ...SCHOOL, kind: "estate" }, "2022-09-14")).toBe(false);
  expect(isDue({ ...SCHOOL, kind: "unit_work" }, "2022-09-14")).toBe(false);
});

it("asks for a lift from the day on which it is fifteen", () => {
  expect(isDue(lift("2007-09-15"), "2022-09-14")).toBe(false);
  expect(isDue(lift("2007-09-14"), "2022-09-14")).toBe(true);
});

it("ends on the last day of a shorter month", () => {
  expect(dueOn("2021-03-31")).toBe("2022-02-28");
});

it("names no day where nobody goes", () => {
  expect(dueDay({ ...last("2021-09-14"), status: "closed" }, "2022-09-14")).toBeNull();
  expect(dueDay({ ...SCHOOL, kind: "estate" }, "2022-09-14")).toBeNull();
});

it("names the day of every other one: at once, eleven months on, or when a lift is fifteen", () => {
  expect(dueDay(SCHOOL, "2022-09-14")).toBe("");
  expect(dueDay(last("2022-01-31"), "2022-09-14")).toBe("2022-12-31");
  expect(dueDay(lift("2007-09-15"), "2022-09-14")).toBe("2022-09-15");
  expect(dueDay(lift("2008-02-29"), "2022-09-14")).toBe("2023-03-01");
  expect(dueDay(lift("2007-09-14"), "2022-09-14")).toBe("");
});
