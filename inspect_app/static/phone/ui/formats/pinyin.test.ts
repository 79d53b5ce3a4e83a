import { expect, it } from "vitest";
import { findLetters, lettersOf, spell } from "./pinyin";

const find = (name: string, typed: string) => findLetters(spell(name), typed);

it("does not find letters that are not there", () => {
  expect(find("石泉东菜市场", "sqx")).toBeNull();
  expect(find("", "a")).toBeNull();
});

it("reads the syllable of each character", () => {
  expect([..."普陀区桃浦镇曹杨新村绿地"].map((character) => lettersOf(character)[0]).join(" ")).toBe(
    "pu tuo qu tao pu zhen cao yang xin cun lv di",
  );
});

it("takes syllables and first letters as they come, and half a syllable at the end", () => {
  expect(find("石泉东菜市场", "shiq")).toEqual([0, 2]);
  expect(find("石泉东菜市场", "squand")).toEqual([0, 3]);
  expect(find("石泉东菜市场", "shiqua")).toEqual([0, 2]);
  expect(find("石泉东菜市场", "shiquad")).toBeNull();
});

it("takes u for ü", () => {
  expect(find("绿地", "lvdi")).toEqual([0, 2]);
  expect(find("绿地", "ludi")).toEqual([0, 2]);
});

it("takes zh, ch and sh typed in full or by one letter", () => {
  expect(find("石泉东菜市场", "shq")).toEqual([0, 2]);
  expect(find("石泉东菜市场", "sq")).toEqual([0, 2]);
  expect(find("时和清养老院", "shq")).toEqual([0, 3]);
});

it("finds letters inside a name and keeps digits", () => {
  expect(find("万泉里12号", "ql12")).toEqual([1, 5]);
});

it("knows both readings of a character in place names", () => {
  expect(find("长寿路", "cs")).toEqual([0, 2]);
  expect(find("长征镇", "zz")).toEqual([0, 2]);
});
