import { expect, it } from "vitest";
import { judge, type Item } from "../../rules";
import { readChecklist } from "../../rules/vectors.testing";
import { answerWords } from "./answer-words";
import { verdictWords } from "./verdict-words";

const list = readChecklist("unmeasured");
const item = (id: string): Item => list.items.find((each) => each.id === id)!;
const given = { value: "unmeasured", note: "没有温度计" };

it("says of a number, a day and a weighing that they were not measured", () => {
  const words = ["u.temp", "u.due", "u.weigh", "u.pair"].map((id) => answerWords(item(id), given));
  expect(words).toEqual(Array(4).fill("没有测到"));
});

it("says what becomes of it: the item fails, or is left to the review", () => {
  const words = (id: string) => verdictWords(item(id), judge(item(id), given, new Map()));
  expect(words("u.core")).toContain("不合格");
  expect(words("u.temp")).toContain("复核");
});

it("says of a share what it was counted from", () => {
  const share = { ...item("u.temp"), unit: "%" };
  expect(answerWords(share, { value: 94, fraction: [47, 50] })).toBe("94%，47/50");
  expect(answerWords(share, { value: 94 })).toBe("94%");
});
