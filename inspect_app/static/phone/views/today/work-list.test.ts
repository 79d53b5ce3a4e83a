import { expect, it } from "vitest";
import type { Premises } from "../../data";
import { columnsOf } from "./DueStrip";
import { byAge, howLong, listDated } from "./work-list";

const TODAY = "2022-09-14"; // a Wednesday
const row = (id: string, last: string | null, over: object = {}) =>
  ({
    ...{ id, kind: "canteen_school", parent: null, status: "open", attrs: {} },
    last: last && { on: last, result: "conform", failed: [] },
    ...over,
  }) as unknown as Premises;
const listed = (rows: Premises[], busy: string[] = []) =>
  listDated(new Map(rows.map((one) => [one.id, one])), new Set(busy), TODAY);

it("asks for nothing that is closed, in hand, far ahead, or without a day", () => {
  const rows = [
    row("closed", "2021-09-01", { status: "closed" }),
    row("busy", "2021-09-01"),
    row("later", "2021-10-01"),
    row("never", null),
  ];
  expect(listed(rows, ["busy"])).toEqual([]);
});

it("puts the earliest day first, the past before the next five working days", () => {
  const rows = [
    row("b", "2021-09-21"),
    row("a", "2021-09-20"),
    row("past", "2021-09-09"),
    row("c", "2021-09-22"),
  ];
  expect(listed(rows).map(({ premises, day }) => [premises.id, day])).toEqual([
    ["past", "2022-09-09"],
    ["a", "2022-09-20"],
    ["b", "2022-09-21"],
  ]);
});

it("counts the lifts of an estate with it, by the first of them", () => {
  const lift = (id: string, made_on: string) =>
    row(id, null, { kind: "elevator", parent: "estate", attrs: { made_on } });
  const rows = [row("estate", null, { kind: "estate" }), lift("1", "2007-09-16"), lift("2", "2007-09-15")];
  expect(listed(rows)).toMatchObject([
    { premises: { id: "estate" }, day: "2022-09-15", below: 2, itself: false },
  ]);
  expect(listed([lift("1", "2007-09-16")])).toMatchObject([
    { premises: { id: "1" }, below: 0, itself: true },
  ]);
});

it("counts working days, past and to come", () => {
  expect(howLong("2022-09-09", TODAY)).toEqual({ late: 2 }); // 10 to 12 September were days off
  expect(howLong("2022-09-15", TODAY)).toEqual({ left: 1 });
  expect(howLong("2022-09-18", TODAY)).toEqual({ left: 2 });
  expect(howLong(TODAY, TODAY)).toEqual({ left: 0 });
});

it("puts the oldest return first, and what nobody dated last", () => {
  const at = (decided_at: string | null) => ({ decided_at });
  const sorted = [at(null), at("2022-09-13T10:00:00+08:00"), at("2022-09-09T10:00:00+08:00")].sort(byAge);
  expect(sorted.map((one) => one.decided_at?.slice(8, 10))).toEqual(["09", "13", undefined]);
});

it("draws the past, today and five working days; what falls on a day off is planned for the next", () => {
  const at = (day: string) => ({ premises: row("x", null), day, below: 0, itself: true });
  const columns = columnsOf([at("2022-09-09"), at("2022-09-14"), at("2022-09-18"), at("2022-09-19")], TODAY);
  expect(columns.map(({ day, count }) => [day?.slice(5), count])).toEqual([
    ...[
      [undefined, 1],
      ["09-14", 1],
      ["09-15", 0],
      ["09-16", 0],
    ],
    ...[
      ["09-19", 2],
      ["09-20", 0],
      ["09-21", 0],
    ],
  ]);
});
