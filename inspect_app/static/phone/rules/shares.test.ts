import { expect, it } from "vitest";
import { shareOf } from "./shares";
import cases from "../../../../tests/vectors/shares/shares.json";

it.each(cases)("cuts $part of $whole to $share", ({ part, whole, step, share }) => {
  expect(shareOf(part, whole, step)).toBe(share);
});
