import { expect, test } from "vitest";
import { CANTEEN, EPOCH, linsPhone, premisesRow, scope } from "../testing/makers";

const MARKET = "018f0000-0000-7000-8000-0000000000a1";
const STALL = "018f0000-0000-7000-8000-0000000000a2";
const STALLS = "area:310107005:stall";

test("nothing lies under a place that nobody knows", async () => {
  const store = await linsPhone();
  expect((await store.premises.children(MARKET)).rows).toEqual([]);
});

test("what lies under a place is found by it, and nothing else", async () => {
  const store = await linsPhone();
  await store.wire.applyPage(EPOCH, [scope(STALLS, [premisesRow(STALL, 1, { kind: "stall", parent: MARKET })])]);
  expect((await store.premises.children(MARKET)).rows.map((one) => one.id)).toEqual([STALL]);
  expect((await store.premises.children(CANTEEN)).rows).toEqual([]);
});
