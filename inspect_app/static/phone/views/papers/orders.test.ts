import { expect, it } from "vitest";
import type { SentRecord } from "../../data";
import type { Checklist, Item } from "../../rules";
import { readChecklist } from "../../rules/vectors.testing";
import { isOrderable } from "../inspect/law";
import { termOf } from "./OrderPaper";
import { failedSteps, isUnderFoodRules, listOrdered, orderKind } from "./orders";

type Body = SentRecord["body"];
const shop = readChecklist("food-shop");
const body = (answers: Body["answers"], more: Partial<Body> = {}): Body =>
  ({
    premises: { id: "p", kind: "food_shop", attrs: {} },
    on: "2022-09-09",
    answers,
    photos: {},
    ...more,
  }) as Body;
const FOUND: Body["answers"] = {
  "shop.expired": { value: "fail", note: "面粉 2 袋过期", due_days: 0 },
  "shop.cold-temp": { value: 11.6, due_days: 3 },
  "shop.import-label": { value: "fail", due_days: 7 },
  "shop.wash": { value: "pass" },
};

it("orders nothing without a clause that was read in the original", () => {
  const named = listOrdered(shop, body(FOUND)).map(({ item }) => item.id);
  expect(named).toEqual(["shop.expired", "shop.cold-temp"]);
  expect(failedSteps(shop, body(FOUND)).map(({ item }) => item.id)).toContain("shop.import-label");
});

it.each(["◐", "R", "P"] as const)("orders nothing by a basis marked %s", (mark) => {
  expect(isOrderable({ basis: [{ mark, text: "食品安全法第三十四条" }] })).toBe(false);
});

it.each([
  "食品安全法第五十五条",
  "上海市食品安全条例第三十六条第三款（鼓励）",
  "上海市食品安全条例第三十八条（倡导）",
  "上海市消费者权益保护条例（修订前）第二十五条",
  "普陀区质量提升三年行动计划二(四)",
])("orders nothing by what obliges nobody: %s", (text) => {
  expect(isOrderable({ basis: [{ mark: "✓", text }] })).toBe(false);
});

it("orders nothing where nothing was inspected or the meeting was void", () => {
  const unable = { why: "closed", reason: "锁门" } as const;
  expect(listOrdered(shop, body(FOUND, { unable }))).toEqual([]);
  expect(listOrdered(shop, body(FOUND, { acceptance: { unit_work: "u", void: "流会" } }))).toEqual([]);
});

it("orders nothing by scored tables: their points stand in no law", () => {
  const site = { ...readChecklist("construction-jgj59") } as Checklist;
  expect(listOrdered(site, body({}, { tables: [] }))).toEqual([]);
});

it("says what was found, what is asked and until when", () => {
  const [expired, cold] = listOrdered(shop, body(FOUND, { photos: { "shop.expired": [{}, {}] } as never }));
  expect(expired).toMatchObject({ fact: "面粉 2 袋过期", photos: 2, days: 0, until: null });
  expect(expired!.clauses[0]).toBe("食品安全法第三十四条");
  expect(cold).toMatchObject({ fact: "11.6 ℃", days: 3, photos: 0 });
  expect(cold!.asked).toContain("限值");
  expect(cold!.until).toBe("2022-09-15"); // the twelfth is a day off
});

it("has an order of its own for lifts and for sites", () => {
  expect(["elevator", "estate"].map(orderKind)).toEqual(["lift", "lift"]);
  expect(["construction_site", "unit_work"].map(orderKind)).toEqual(["site", "site"]);
  expect(["canteen_school", "stall", "consumer_unit", "new"].map(orderKind)).toEqual(Array(4).fill("order"));
});

it("prints the rules of 2022 from their day on, and for canteens alone", () => {
  const at = (kind: string, on: string) => isUnderFoodRules({ premises: { id: "", kind, attrs: {} }, on });
  expect(at("canteen_school", "2022-03-14")).toBe(false);
  expect(at("canteen_school", "2022-03-15")).toBe(true);
  expect(at("elevator", "2022-03-15")).toBe(false);
});

it("knows every item that may be ordered by its published basis", () => {
  const orderable = shop.items.filter((item: Item) => isOrderable(item)).length;
  expect(orderable).toBeGreaterThan(15);
  expect(orderable).toBeLessThan(shop.items.length);
});

it.each([
  ["stop_use", 0, null, "停止使用"],
  ["stop_work", null, null, "暂停施工"],
  ["order", 0, null, "当场改正"],
  ["order", null, null, "期限未定"],
] as const)(
  "says of a stop that it is one and not that it is mended at once: %s",
  (measure, days, until, words) => {
    expect(termOf({ measure, days, until })).toBe(words);
  },
);

it("says of a stop until when, too", () => {
  const words = termOf({ measure: "stop_use", days: 5, until: "2022-09-21" });
  expect(words).toMatch(/^停止使用.+2022年9月21日到期.+5 个工作日$/);
});
