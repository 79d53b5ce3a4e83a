import { expect, it } from "vitest";
import first from "../../../../texts/phone.zh.json";
import more from "../../../../texts/phone-more.zh.json";
import photo from "../../../../texts/phone-photo.zh.json";
import sheets from "../../../../texts/phone-sheets.zh.json";

it("calls no photo an original: every one was made small before it was saved", () => {
  const words = Object.values({ ...first, ...more, ...sheets, ...photo });
  expect(words.filter((text) => /原图|原片|原始照片/.test(text))).toEqual([]);
});
