import { expect, it } from "vitest";
import type { Correction } from "../../data";
import { listTasks } from "./tasks";

const one = (premises: string, due_on: string | null, more: Partial<Correction> = {}) =>
  ({
    id: premises + due_on,
    premises,
    due_on,
    state: "recheck",
    passed: false,
    assigned: null,
    ...more,
  }) as Correction;

it("puts what is assigned to me first, then what is due first, each place once", () => {
  const all = [
    one("a", null),
    one("b", "2022-09-20"),
    one("c", "2022-09-22", { assigned: "me" }),
    one("b", "2022-09-15"),
    one("d", "2022-09-01", { state: "closed" }),
    one("e", "2022-09-01", { passed: true }), // a stop that waits for its release
  ];
  expect(listTasks(all, "me").map(({ first, all }) => [first.premises, first.due_on, all.length])).toEqual([
    ["c", "2022-09-22", 1],
    ["b", "2022-09-15", 2],
    ["a", null, 1],
  ]);
});
