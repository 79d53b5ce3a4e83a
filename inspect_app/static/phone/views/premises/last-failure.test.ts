import { expect, it } from "vitest";
import { CANTEEN, filledDraft, linsPhone } from "../../testing/makers";
import { listOwn } from "./LastFailure";

it("has photos of a visit only where this person sealed it on that very day, and the phone has it", async () => {
  const store = await linsPhone();
  const { id, on } = await filledDraft(store);
  const record = await store.seal(id);
  expect(await listOwn(store, CANTEEN, on)).toEqual([]); // not received yet, so not approved either
  const key = [record.collection, record.id, record.rev, record.digest] as const;
  const proven = { receipt: "a.b.c", received_at: record.made_at };
  await store.wire.settle([...key], { verdict: "stored", receipt: "a.b.c" }, proven, "epoch-one");
  expect((await listOwn(store, CANTEEN, on)).map((body) => Object.keys(body.photos))).toEqual([
    ["kitchen.camera"],
  ]);
  expect(await listOwn(store, CANTEEN, "2020-01-01")).toEqual([]);
  expect(await listOwn(store, crypto.randomUUID(), on)).toEqual([]);
  expect(await listOwn(store, CANTEEN)).toEqual([]);
});
