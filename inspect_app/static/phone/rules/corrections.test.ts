/** The moves of corrections that the server's table passes, too. */

import { expect, it } from "vitest";
import cases from "../../../../tests/vectors/corrections/moves.json";
import { mayBeOrdered, measuresFor, moved, whyNot, type Move, type Situation } from "./corrections";

const NEW: Situation = {
  measure: "order",
  weight: "general",
  days: null,
  state: "proposed",
  served_on: null,
  due_on: null,
  extended: false,
  asked: false,
  answered: false,
  amending: false,
  passed: false,
  voided_by: null,
};

interface Case extends Partial<Situation>, Omit<Move, "name" | "on" | "days"> {
  name: string;
  move: string;
  on?: string;
  more?: number;
  then?: Partial<Situation>;
  refused?: string;
}

it.each((cases as Case[]).map((one) => [one.name, one] as const))("%s", (_, one) => {
  const { name, move, who, on = "2022-09-14", reason, how, photos, more, then, refused, ...given } = one;
  const wanted = { name: move, who, on, reason, how, photos, days: more } as Move;
  const before = { ...NEW, ...given } as Situation;
  expect(whyNot(before, wanted)).toBe(refused ?? null);
  const after = moved(before, wanted);
  if (refused) expect(after).toBe(before);
  else expect(after).toMatchObject(then!);
});

it("offers a stop of use at lifts and a stop of work at sites alone", () => {
  expect(measuresFor("food_shop")).toEqual(["order", "on_the_spot"]);
  expect(measuresFor("elevator")).toContain("stop_use");
  expect(measuresFor("construction_site")).toContain("stop_work");
});

it("orders nothing without a basis that was read or found, nor for a title", () => {
  const basis = (mark: string) => ({ basis: [{ mark, text: "示例" }], vetoes: null });
  expect(["✓", "◐", "R", "P"].map((mark) => mayBeOrdered(basis(mark)))).toEqual([true, true, false, false]);
  expect(mayBeOrdered({ ...basis("✓"), vetoes: "title" })).toBe(false);
});
