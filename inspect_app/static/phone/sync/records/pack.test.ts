import { expect, test } from "vitest";
import { backoff } from "../backoff";
import { byteLength, halve, pack } from "./pack";

const limits = { body_bytes: 1000, batch: 3 };

test("a record too large for any request goes alone and holds up nobody", () => {
  const large = { body: "x".repeat(5000) };
  expect(pack([{ body: "a" }, large, { body: "b" }], limits)).toEqual([
    [{ body: "a" }],
    [large],
    [{ body: "b" }],
  ]);
});

test("no request has more bytes or records than it may, and the order stays", () => {
  const records = Array.from({ length: 40 }, (_, n) => ({ n, body: "检".repeat(n) }));
  const batches = pack(records, limits);
  expect(batches.flat()).toEqual(records);
  for (const batch of batches) {
    expect(batch.length).toBeLessThanOrEqual(3);
    expect(byteLength(JSON.stringify(batch))).toBeLessThan(1000 - 400);
  }
});

test("Chinese counts as its bytes", () => expect(byteLength("检查")).toBe(6));

test("halving leaves nothing out", () => {
  expect(halve([1, 2, 3])).toEqual([[1, 2], [3]]);
});

test("waits grow from a second to five minutes and are never the same for all", () => {
  expect(backoff(0, 0.999)).toBeLessThan(1000);
  expect(backoff(3, 1)).toBe(8000);
  expect(backoff(50, 1)).toBe(300_000);
  expect(backoff(50, 0)).toBe(0);
});
