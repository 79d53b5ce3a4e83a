import { expect, test } from "vitest";
import { EPOCH, filledDraft, linsPhone } from "../../testing/makers";
import { keyOf } from "./settling";

const PROVEN = { received_at: "2022-09-14T04:00:00Z" };

test("a record that a supervisor dismissed says why, and asks for nothing more", async () => {
  const store = await linsPhone();
  const record = await store.seal((await filledDraft(store)).id);
  const kept = { verdict: "quarantined", code: "fork", receipt: "signed" } as const;
  await store.wire.settle(keyOf(record), kept, PROVEN, EPOCH);
  expect(await store.sent.get(record.id)).toMatchObject({
    state: "quarantined",
    reason: null,
    problem: { code: "fork", next: "wait" },
  });
  const decided = { ...kept, code: "dismissed", detail: { reason: "重复的一份", was: "fork" } };
  await store.wire.settle(keyOf(record), decided, PROVEN, EPOCH);
  expect(await store.sent.get(record.id)).toMatchObject({
    state: "quarantined",
    reason: "重复的一份",
    problem: { code: "dismissed", safe: true, next: "none" },
  });
});

test("a record that gave way to another one is told so, though it was received before", async () => {
  const store = await linsPhone();
  const record = await store.seal((await filledDraft(store)).id);
  await store.wire.settle(keyOf(record), { verdict: "stored", receipt: "signed" }, PROVEN, EPOCH);
  const gaveWay = {
    verdict: "quarantined",
    code: "dismissed",
    detail: { reason: "另一份更全" },
    receipt: "again",
  } as const;
  await store.wire.settle(keyOf(record), gaveWay, PROVEN, EPOCH);
  expect(await store.sent.get(record.id)).toMatchObject({ state: "quarantined", reason: "另一份更全" });
});

test("a record that was accepted after all is received", async () => {
  const store = await linsPhone();
  const record = await store.seal((await filledDraft(store)).id);
  await store.wire.settle(
    keyOf(record),
    { verdict: "quarantined", code: "out_of_scope", receipt: "a" },
    PROVEN,
    EPOCH,
  );
  await store.wire.settle(keyOf(record), { verdict: "stored", receipt: "b" }, PROVEN, EPOCH);
  expect(await store.sent.get(record.id)).toMatchObject({ state: "received", problem: null, receipt: "b" });
});
