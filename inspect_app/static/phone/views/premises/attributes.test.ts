import { expect, it } from "vitest";
import type { Checklist } from "../../rules";
import { attributeWords } from "./attributes";

const checklist = {
  attrs: {
    properties: {
      stage: { type: "string", zh: "办学阶段", en: "Stage", values: { 小: { zh: "小学", en: "Primary" } } },
      chilled: { type: "boolean", zh: "有冷藏" },
      diners: { type: "integer", zh: "用餐人数" },
      call_drill: { type: "boolean", zh: "本次做呼叫演练" },
      opened_on: { type: "string", format: "date", zh: "开业日期" },
      secret: { type: "string" },
    },
  },
} as unknown as Checklist;

it("says nothing of what is unknown or has no words", () => {
  expect(attributeWords(checklist, { secret: "x" })).toEqual([]);
});

it("does not announce a drill", () => {
  expect(attributeWords(checklist, { call_drill: true })).toEqual([]);
});

it("writes a day as people do", () => {
  expect(attributeWords(checklist, { opened_on: "2019-03-01" })).toEqual([["开业日期", "2019年3月1日"]]);
});

it("says what is known in words", () => {
  expect(attributeWords(checklist, { stage: "小", chilled: false, diners: 420 })).toEqual([
    ["办学阶段", "小学"],
    ["有冷藏", "否"],
    ["用餐人数", "420"],
  ]);
});
