import { expect, it } from "vitest";
import type { Draft } from "../../data";
import type { Checklist, Item } from "../../rules";
import { readChecklist } from "../../rules/vectors.testing";
import { measureOf, usualMeasure, wantedOf } from "./asked";

const shop = readChecklist("food-shop");
const draft = (over: Partial<Draft> = {}): Draft =>
  ({
    premises: { id: "p", kind: "food_shop", attrs: {} },
    on: "2022-09-09",
    answers: {
      "shop.expired": { value: "fail", due_days: 0 },
      "shop.cold-temp": { value: 11.6, due_days: 3 },
      "shop.wash": { value: "pass" },
    },
    photos: {},
    ...over,
  }) as Draft;
const shots = (...roles: string[]) =>
  ({ "shop.expired": roles.map((role) => ({ role })) }) as unknown as Draft["photos"];

it("asks for nothing where nothing was inspected", () => {
  expect(wantedOf(shop, draft({ unable: { why: "closed", reason: "锁门" } }))).toEqual([]);
  expect(wantedOf(shop, draft({ acceptance: { unit_work: "u", void: "流会" } }))).toEqual([]);
});

it("asks for nothing by what has no basis that was read or found, nor for a title", () => {
  const only = (mark: string, vetoes: string | null = null) => ({
    ...shop,
    items: shop.items.map((item) => ({ ...item, vetoes, basis: [{ text: "示例", mark }] }) as Item),
  });
  expect(wantedOf(only("P"), draft())).toEqual([]);
  expect(wantedOf(only("✓", "title"), draft())).toEqual([]);
  expect(wantedOf(only("◐"), draft())).toHaveLength(2);
});

it("orders what failed, with the term that stands there", () => {
  expect(wantedOf(shop, draft())).toEqual(
    [
      { item: "shop.cold-temp", measure: "order", deadline_days: 3 },
      { item: "shop.expired", measure: "order", deadline_days: 0 },
    ].sort((a, b) => order(shop, a.item) - order(shop, b.item)),
  );
});
const order = ({ items }: Checklist, id: string) => items.findIndex((item) => item.id === id);

it("calls nothing mended on the spot without both photos", () => {
  const chosen = { measures: { "shop.expired": "on_the_spot" as const } };
  const of = (photos: Draft["photos"]) =>
    wantedOf(shop, draft({ ...chosen, photos })).find(({ item }) => item === "shop.expired")?.measure;
  expect([of({}), of(shots("before")), of(shots("before", "after"))]).toEqual([
    "order",
    "order",
    "on_the_spot",
  ]);
});

it("proposes to stop a lift at a veto, and offers no stop elsewhere", () => {
  expect(usualMeasure({ class: "veto" }, "elevator")).toBe("stop_use");
  expect(usualMeasure({ class: "veto" }, "food_shop")).toBe("order");
  expect(usualMeasure({ class: "key" }, "elevator")).toBe("order");
  const [item] = shop.items;
  expect(measureOf(draft({ measures: { [item!.id]: "stop_use" } }), item!)).toBe("order");
});

const site = { ...readChecklist("construction-jgj59") } as Checklist;
const onSite = (over: Partial<Draft>) =>
  draft({
    tables: [
      {
        table: "B1",
        label: "",
        scores: { duty: { deductions: [{ clause: "没有责任制", count: 1, points: 10 }] } },
      },
    ],
    ...over,
  });

it("asks of scored tables only what was selected and still costs points", () => {
  expect(wantedOf(site, onSite({}))).toEqual([]);
  const selected = { measures: { "B1.duty": "order" as const, "B1.plan": "order" as const } };
  expect(wantedOf(site, onSite(selected))).toEqual([{ item: "B1.duty", measure: "order", deadline_days: 7 }]);
});

it("repeats in a later revision what an earlier one asked for", () => {
  const corrections = [{ id: "c", item: "B1.duty", measure: "order", deadline_days: 5 }];
  expect(wantedOf(site, onSite({ corrections }))).toEqual([
    { item: "B1.duty", measure: "order", deadline_days: 5 },
  ]);
});
