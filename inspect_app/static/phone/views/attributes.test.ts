import { expect, it } from "vitest";
import type { Checklist } from "../rules";
import { attributeWords } from "./attributes";

const checklist = {
  attrs: {
    properties: {
      stage: { type: "string", zh: "办学阶段", en: "Stage", values: { 小: { zh: "小学", en: "Primary" } } },
      chilled: { type: "boolean", zh: "有冷藏" },
      diners: { type: "integer", zh: "用餐人数" },
      secret: { type: "string" },
    },
  },
} as unknown as Checklist;

it("says nothing of what is unknown or has no words", () => {
  expect(attributeWords(checklist, { secret: "x" })).toEqual([]);
});

it("says what is known in words", () => {
  expect(attributeWords(checklist, { stage: "小", chilled: false, diners: 420 })).toEqual([
    ["办学阶段", "小学"],
    ["有冷藏", "否"],
    ["用餐人数", "420"],
  ]);
});
