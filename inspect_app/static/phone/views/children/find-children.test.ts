import { expect, it } from "vitest";
import type { Premises } from "../../data";
import { findChildren } from "./find-children";

const stall = (stall_no: string, code = "", trader = "王示") =>
  ({
    kind: "stall",
    name: `长寿菜场${stall_no} ${trader}（示例）`,
    code,
    attrs: { stall_no },
  }) as unknown as Premises;
const ALL = [stall("A02"), stall("A12", "QR7XH3MK"), stall("A112"), stall("B12", "", "李示")];
const found = (typed: string) =>
  findChildren(ALL, typed, "长寿菜场（示例）").map((one) => one.attrs["stall_no"]);

it("finds nothing that is not there, and everything when nothing is typed", () => {
  expect(found("99")).toEqual([]);
  expect(found(" ")).toHaveLength(4);
});

it("finds a stall by its number, with or without its row and its zeros", () => {
  expect(found("a12")).toEqual(["A12"]);
  expect(found("12")).toEqual(["A12", "B12"]);
  expect(found("2")).toEqual(["A02"]);
});

it("finds a stall by its trader or its posted code", () => {
  expect(found("李")).toEqual(["B12"]);
  expect(found("qr7x")).toEqual(["A12"]);
});
