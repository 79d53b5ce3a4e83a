import { expect, it } from "vitest";
import type { PadKey } from "../../ui/controls/pad-keys";
import { refusalOf } from "./numbers";
import { isRefused, TypedTexts } from "./typed-texts";

const field = { name: "", label: "温度", unit: "℃", entry: { min: -40, max: 60, step: 0.1 } };
const nothing = () => "";
const type = (texts: TypedTexts, keys: string, stored = "") => {
  for (const key of keys) texts.press(field, key as PadKey, stored);
};

it("loses no key of those that come before the next drawing", () => {
  const texts = new TypedTexts("draft/fast", nothing);
  type(texts, "6.5");
  expect(texts.get("", "")).toBe("6.5");
});

it("goes on with the number that is stored", () => {
  const texts = new TypedTexts("draft/stored", () => "6");
  type(texts, ".5", "6");
  expect(texts.get("", "6")).toBe("6.5");
});

it("keeps what may not be entered in its field, with the reason, when one comes back", () => {
  type(new TypedTexts("draft/far", nothing), "610");
  const back = new TypedTexts("draft/far", nothing);
  expect(back.get("", "")).toBe("610");
  expect(refusalOf("610", field)).toEqual(["超出可录范围", "只能录 −40–60 ℃"]);
});

it("keeps it no longer than until it is put right, and never over a number that is stored", () => {
  type(new TypedTexts("draft/mended", nothing), "61");
  new TypedTexts("draft/mended", nothing).press(field, "erase", "");
  expect(new TypedTexts("draft/mended", nothing).get("", "6")).toBe("6");
  type(new TypedTexts("draft/other", nothing), "61");
  expect(new TypedTexts("draft/other", () => "5").get("", "5")).toBe("5");
});

it("says of a number between two steps that it is that, not that it is too far out", () => {
  const chlorine = { ...field, unit: "mg/L", entry: { min: 0, max: 2000, step: 10 } };
  expect(isRefused("255", chlorine)).toBe(true);
  expect(refusalOf("255", chlorine)).toEqual(["录不进去", "每 10 mg/L 一档"]);
  expect(refusalOf("250", chlorine)).toBeNull();
  expect(refusalOf("", chlorine)).toBeNull();
});
