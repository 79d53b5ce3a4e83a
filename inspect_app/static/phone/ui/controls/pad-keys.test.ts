import { expect, it } from "vitest";
import { outOfRange, press, shown, type PadKey } from "./pad-keys";

const cold = { min: -40, max: 60, step: 0.1 };
const hours = { min: 0, max: 240, step: 1 };
const type = (keys: PadKey[], entry = cold) => keys.reduce((text, key) => press(text, key, entry), "");

it("refuses a second point, too many places and a sign where none may be", () => {
  expect(type(["1", ".", "6", ".", "5"])).toBe("1.6");
  expect(type(["4", "8", ".", "sign"], hours)).toBe("48");
});

it("types a reading digit by digit", () => {
  expect(type(["1", "1", ".", "6"])).toBe("11.6");
});

it("needs no zero before the point and keeps none before a digit", () => {
  expect(type([".", "5"])).toBe("0.5");
  expect(type(["0", "7"])).toBe("7");
});

it("turns the sign at any time", () => {
  expect(type(["1", "8", "sign"])).toBe("-18");
  expect(type(["sign", "5"])).toBe("-5");
  expect(type(["sign", "5", "sign"])).toBe("5");
});

it("erases to nothing, not to a lone minus", () => {
  expect(press("-5", "erase", cold)).toBe("");
  expect(press("12", "clear", cold)).toBe("");
});

it("knows what can't be entered and writes a real minus", () => {
  expect(outOfRange(61, cold)).toBe(true);
  expect(outOfRange(60, cold)).toBe(false);
  expect(shown("-18")).toBe("−18");
});

const share = { min: 0, max: 100, step: 0.1 };

it("takes no fraction without a part, with two bars, a point or a whole of zero", () => {
  expect(type(["/", "5"], share)).toBe("5");
  expect(type(["4", "7", "/", "/", "5", ".", "0"], share)).toBe("47/50");
  expect(type(["4", "/", "0", "5"], share)).toBe("4/5");
  expect(type(["4", ".", "/"], share)).toBe("4.");
});
