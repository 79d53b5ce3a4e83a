import { expect, it } from "vitest";
import first from "../../../../texts/phone.zh.json";
import more from "../../../../texts/phone-more.zh.json";
import papers from "../../../../texts/phone-papers.zh.json";
import rescue from "../../../../texts/phone-rescue.zh.json";
import sheets from "../../../../texts/phone-sheets.zh.json";

const words: [key: string, text: string][] = Object.entries({
  ...first,
  ...more,
  ...rescue,
  ...sheets,
  ...papers,
});
const keysOf = (wrong: RegExp) => words.filter(([, text]) => wrong.test(text)).map(([key]) => key);

it("puts a space between a number and a word, and none into a date", () => {
  expect(keysOf(/\p{Script=Han}\d|\d\p{Script=Han}|\{n\}\p{Script=Han}/u)).toEqual([]);
  expect(keysOf(/月 |\d 月/)).toEqual([]);
});

it("counts inspections by 次 and photos by 张, the number first", () => {
  expect(keysOf(/\} 份检查|照片 \{\w+\} 张/)).toEqual([]);
});
