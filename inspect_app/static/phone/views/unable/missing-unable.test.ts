import { expect, it } from "vitest";
import type { Draft } from "../../data";
import { missingOfUnable } from "./missing-unable";

const draft = (changes: Partial<Draft>): Draft =>
  ({
    rev: 1,
    photos: { unable: [{ sha256: "a" }] },
    inspectors: [{ user: "lin" }, { user: "zhao" }],
    unable: { why: "closed", reason: "门锁着" },
    ...changes,
  }) as Draft;

const asked = (changes: Partial<Draft>): string[] => missingOfUnable(draft(changes)).map(({ what }) => what);

it("asks for the reason, a photo and the second inspector", () => {
  const nothing = { photos: {}, inspectors: draft({}).inspectors.slice(0, 1) };
  expect(asked({ ...nothing, unable: { why: "closed", reason: " " } })).toEqual(["told", "shot", "second"]);
});

it("takes words instead of a photo, but not of a photo of an item", () => {
  expect(asked({ photos: { "raw.log": draft({}).photos.unable! } })).toEqual(["shot"]);
  expect(asked({ photos: {}, unable: { why: "closed", reason: "锁", no_photo: "手机进水" } })).toEqual([]);
});

it("asks why there is a later revision, and never for signatures", () => {
  expect(asked({ rev: 2 })).toEqual(["reason"]);
  expect(asked({ rev: 2, reason: "补拍" })).toEqual([]);
  expect(asked({})).toEqual([]);
});
