import { expect, it } from "vitest";
import type { Item } from "../../rules";
import { prefill } from "./prefill";

const item = (id: string, type: string, options: string[] = []) =>
  ({
    id,
    type,
    class: "record",
    na: false,
    entry: null,
    limits: [],
    parts: [],
    options: options.map((value) => ({ value })),
  }) as unknown as Item;
const profile = [
  item("elevator.in-service-date", "date"),
  item("elevator.ucmp", "choice", ["yes", "no"]),
  item("elevator.faults-12m", "number"),
];
const last = (known: Record<string, unknown>) => ({
  attrs: {},
  last: { on: "2022-01-01", result: "pass", failed: [], profile: known },
});

it("asks for everything where nothing is known", () => {
  expect(prefill({ profile }, { attrs: {}, last: null })).toEqual({});
  expect(prefill({}, { attrs: {}, last: null })).toEqual({});
});

it("does not take over what this version could not read", () => {
  expect(prefill({ profile }, last({ "elevator.ucmp": "perhaps" }))).toEqual({});
});

it("takes what the register says before what the last visit found", () => {
  const known = last({ "elevator.in-service-date": "1999-01-01", "elevator.ucmp": "no" });
  expect(prefill({ profile }, { ...known, attrs: { in_service_on: "2006-03-01" } })).toEqual({
    "elevator.in-service-date": { value: "2006-03-01" },
    "elevator.ucmp": { value: "no" },
  });
});
