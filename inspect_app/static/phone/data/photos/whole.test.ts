import { expect, test } from "vitest";
import { looksWhole } from "./whole";

const jpeg = (...tail: number[]) =>
  new Uint8Array([
    0xff,
    0xd8,
    0xff,
    0xe1,
    0,
    6,
    0xff,
    0xd9,
    1,
    1, // a thumbnail's end inside EXIF
    0xff,
    0xda,
    0,
    3,
    1,
    7,
    7,
    7,
    7,
    7,
    ...tail,
  ]);

test("a JPEG that was cut off is not whole, whatever its thumbnail says", () => {
  expect(looksWhole(jpeg())).toBe(false);
  expect(looksWhole(new Uint8Array(4))).toBe(false);
});

test("a JPEG with its end is whole, also with a film behind it", () => {
  expect(looksWhole(jpeg(0xff, 0xd9))).toBe(true);
  expect(looksWhole(jpeg(0xff, 0xd9, 0, 0, 0, 1))).toBe(true);
});

test("other formats are left to the decoder", () => {
  expect(looksWhole(new Uint8Array(40).fill(0x89))).toBe(true);
});
