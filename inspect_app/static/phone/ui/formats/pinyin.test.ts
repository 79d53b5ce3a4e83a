import { expect, it } from "vitest";
import { findLetters, lettersOf } from "./pinyin";

const find = (name: string, typed: string) => findLetters([...name], typed);

it("does not find letters that are not there", () => {
  expect(find("石泉东菜市场", "sqx")).toBeNull();
  expect(find("", "a")).toBeNull();
});

it("reads the first letter of each character", () => {
  expect([..."普陀区桃浦镇曹杨新村"].map((character) => lettersOf(character)[0])).toEqual([
    "p",
    "t",
    "q",
    "t",
    "p",
    "zh",
    "c",
    "y",
    "x",
    "c",
  ]);
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
