import { expect, it } from "vitest";
import { dueOf, isDue } from "./due";

const SCHOOL = { kind: "canteen_school", attrs: {}, last: null, status: "open" };
const last = (on: string, result = "conform") => ({ ...SCHOOL, last: { on, result, failed: [] } });
const lift = (in_service_on: string) => ({ ...SCHOOL, kind: "elevator", attrs: { in_service_on } });

it("does not ask for a visit where nothing is open", () => {
  expect(isDue({ ...SCHOOL, status: "closed" }, "2022-09-14")).toBe(false);
});

it("never asks for an estate or a unit work, which are not visited for themselves", () => {
  expect(isDue({ ...SCHOOL, kind: "estate" }, "2022-09-14")).toBe(false);
  expect(isDue({ ...SCHOOL, kind: "unit_work" }, "2022-09-14")).toBe(false);
});

it("asks where nobody was yet, or where the year of a canteen ends within thirty days", () => {
  expect(isDue(SCHOOL, "2022-09-14")).toBe(true);
  expect(isDue(last("2021-10-14"), "2022-09-14")).toBe(true);
  expect(isDue(last("2021-10-15"), "2022-09-14")).toBe(false);
});

it("asks for a lift from the day on which it is fifteen", () => {
  expect(isDue(lift("2007-09-15"), "2022-09-14")).toBe(false);
  expect(isDue(lift("2007-09-14"), "2022-09-14")).toBe(true);
});

it("gives each kind the interval of the plan, and no day where the plan gives none", () => {
  expect(dueOf(last("2021-09-14"), "2022-09-14").on).toBe("2022-09-14");
  expect(dueOf({ ...last("2021-09-14"), kind: "food_shop" }, "2022-09-14").on).toBe("2023-09-14");
  expect(dueOf({ ...last("2011-09-14"), kind: "market" }, "2022-09-14")).toMatchObject({
    on: null,
    waits: false,
  });
});

it("takes the verdict of the last visit from its result", () => {
  expect(dueOf(last("2022-09-01", "nonconform"), "2022-09-14").state).toBe("failed");
  expect(dueOf(last("2022-09-01", "basic"), "2022-09-14").state).toBe("ok");
  expect(dueOf(last("2022-09-01", "a newer one"), "2022-09-14").state).toBe("ok");
});
