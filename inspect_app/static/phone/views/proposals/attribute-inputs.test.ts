import { expect, it } from "vitest";
import { aboutsOf } from "./abouts";
import { choicesOf, listEditable, readAttribute } from "./attribute-inputs";

it("takes nothing that the register would refuse", () => {
  expect(readAttribute({ type: "integer" }, "3.5")).toBeNull();
  expect(readAttribute({ type: "integer", minimum: 0 }, "-1")).toBeNull();
  expect(readAttribute({ type: "number", maximum: 9 }, "9.5")).toBeNull();
  expect(readAttribute({ type: "integer" }, " ")).toBeNull();
  expect(readAttribute({ type: "string" }, "  ")).toBeNull();
  expect(readAttribute({ type: "boolean" }, "yes")).toBeNull();
});

it("reads numbers, words, days and yes or no", () => {
  expect(readAttribute({ type: "integer", minimum: 0 }, " 120 ")).toBe(120);
  expect(readAttribute({ type: "string" }, " 石泉餐饮 ")).toBe("石泉餐饮");
  expect(readAttribute({ type: "string", format: "date" }, "2007-09-14")).toBe("2007-09-14");
  expect([readAttribute({ type: "boolean" }, "true"), readAttribute({ type: "boolean" }, "false")]).toEqual([
    true,
    false,
  ]);
});

it("offers words where there are few, and nothing of an unannounced drill", () => {
  const values = { self: { zh: "自营", en: "Own staff" } };
  expect(choicesOf({ type: "string", enum: ["self"], values }, "是", "否")).toEqual([
    { value: "self", zh: "自营", en: "Own staff" },
  ]);
  expect(choicesOf({ type: "string" }, "是", "否")).toBeNull();
  const properties = {
    diners: { type: "integer", zh: "用餐人数" },
    call_drill: { type: "boolean", zh: "抽查" },
    zones: { type: "array", zh: "分区" },
    hidden: { type: "string" },
  };
  const list = [{ object: { attrs: { properties } } }] as unknown as Parameters<typeof listEditable>[0];
  expect(listEditable(list).map(([name]) => name)).toEqual(["diners"]);
});

it("proposes something new only where something lies under it, and closes nothing twice", () => {
  expect(aboutsOf({ kind: "market", status: "open" }, true)).toEqual([
    "new",
    "name",
    "attrs",
    "code",
    "closed",
  ]);
  expect(aboutsOf({ kind: "canteen_school", status: "closed" }, false)).toEqual(["name", "code"]);
});
