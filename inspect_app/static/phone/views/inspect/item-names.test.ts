import { expect, it } from "vitest";
import type { Checklist } from "../../rules";
import { readChecklist } from "../../rules/vectors.testing";
import { itemName } from "./item-names";

const lists = ["elevator", "construction-jgj59"].map((code) => ({
  object: readChecklist(code) as Checklist,
}));

it("names the crane beside the item, a lone table without a label, and any other item by itself", () => {
  expect(itemName(lists, "B17[东 2#].load")).toBe("塔式起重机 东 2#，载荷限制装置");
  expect(itemName(lists, "B17.load")).toBe("塔式起重机，载荷限制装置");
  expect(itemName(lists, lists[0]!.object.items[0]!.id)).toBe(lists[0]!.object.items[0]!.zh);
});

it("shows what it does not know as it came", () => {
  expect(itemName(lists, "B17[2#].wheel")).toBe("B17[2#].wheel");
});
