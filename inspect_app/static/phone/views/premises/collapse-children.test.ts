import { expect, it } from "vitest";
import type { Premises } from "../../data";
import { countDueBelow, collapseChildren } from "./collapse-children";

const row = (id: string, kind: string, parent: string | null = null, on: string | null = null) =>
  ({
    id,
    kind,
    parent,
    status: "open",
    attrs: {},
    last: on && { on, result: "standard", failed: [] },
  }) as unknown as Premises;

const MARKET = row("market", "market", null, "2022-09-01");
const NEW = row("new", "stall", "market");
const DONE = row("done", "stall", "market", "2022-09-01");

it("leaves a stall to its market, unless the market is not there", () => {
  expect(collapseChildren([MARKET, NEW, DONE])).toEqual([MARKET]);
  expect(collapseChildren([NEW, DONE])).toEqual([NEW, DONE]);
});

it("counts below a market what waits and nobody has in hand", () => {
  expect(countDueBelow([MARKET, NEW, DONE], "2022-09-14").get("market")).toBe(1);
  expect(countDueBelow([MARKET, NEW, DONE], "2022-09-14", new Set(["new"])).size).toBe(0);
});
