import { beforeEach, expect, test, vi } from "vitest";
import { EPOCH, filledDraft, linsPhone } from "../../testing/makers";
import type { OutboxRecord, Store } from "..";
import { keyOf } from "./settling";

const LONG_AGO = "2021-03-01T00:00:00Z";
const RESTORED = { epoch: "epoch-two" };
let store: Store;
let record: OutboxRecord;

beforeEach(async () => {
  store = await linsPhone();
  record = await store.seal((await filledDraft(store)).id);
});

const receive = (epoch = EPOCH) =>
  store.wire.settle(keyOf(record), { verdict: "stored", receipt: "r" }, { received_at: LONG_AGO }, epoch);
const toPush = async () => (await store.wire.pending(RESTORED, Date.now(), false)).map(({ id }) => id);

test("what a restored server only put off goes to it again", async () => {
  await receive();
  expect(await toPush()).toEqual([record.id]);
  await store.wire.settle(keyOf(record), { verdict: "retry", code: "gap" }, null, RESTORED.epoch);
  expect(await toPush()).toEqual([record.id]);
  await receive(RESTORED.epoch);
  expect(await toPush()).toEqual([]);
});

test("what waits for its author goes to a restored server as well", async () => {
  await store.wire.settle(keyOf(record), { verdict: "fix", code: "validation" }, null, EPOCH);
  expect(await toPush()).toEqual([record.id]);
  await store.wire.settle(keyOf(record), { verdict: "fix", code: "validation" }, null, RESTORED.epoch);
  expect(await toPush()).toEqual([]);
});

test.each([
  ["quarantined_unproven", null],
  ["quarantined", { received_at: LONG_AGO }],
] as const)(
  "what was %s comes back to its author where a restored server wants it mended",
  async (state, proven) => {
    const aside = {
      verdict: "quarantined",
      code: "out_of_scope",
      ...(proven ? { receipt: "r" } : {}),
    } as const;
    expect(await store.wire.settle(keyOf(record), aside, proven, EPOCH)).toMatchObject({ state });
    expect(await toPush()).toEqual([record.id]);
    await store.wire.settle(keyOf(record), { verdict: "fix", code: "validation" }, null, RESTORED.epoch);
    expect(await toPush()).toEqual([]);
    expect(await store.startRevision(record.id)).toMatchObject({ rev: 2, base: record.digest });
  },
);

test("a fork goes to a restored server again although a later revision replaced it", async () => {
  await store.wire.settle(keyOf(record), { verdict: "quarantined", code: "fork" }, null, EPOCH);
  await store.photos.mark(record.blobs[0]!.sha256, { here: false });
  const mended = await store.seal((await store.startRevision(record.id)).id);
  const proven = { received_at: LONG_AGO };
  await store.wire.settle(keyOf(mended), { verdict: "stored", receipt: "r" }, proven, EPOCH);
  expect(await store.wire.pending({ epoch: EPOCH }, Date.now(), true)).toEqual([]);
  expect(await toPush()).toEqual([record.id, record.id]);
  await store.wire.settle(keyOf(record), { verdict: "quarantined", code: "fork" }, null, RESTORED.epoch);
  await store.wire.settle(keyOf(mended), { verdict: "stored", receipt: "r" }, proven, RESTORED.epoch);
  expect(await toPush()).toEqual([]);
});

test("what a restored server never answered about is not forgotten, however old it is", async () => {
  await receive();
  await store.wire.forgetOld(Date.now(), RESTORED.epoch);
  expect(await toPush()).toEqual([record.id]);
  await store.wire.forgetOld(Date.now(), EPOCH);
  expect(await store.sent.all()).toEqual([]);
});

test("what a later revision closed is kept as long as that one, whatever clock sealed it", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(LONG_AGO) });
  const old = await store.seal((await filledDraft(store)).id);
  vi.useRealTimers();
  await store.wire.settle(keyOf(old), { verdict: "fix", code: "validation" }, null, EPOCH);
  const mended = await store.seal((await store.startRevision(old.id)).id);
  const proven = { received_at: new Date().toISOString() };
  await store.wire.settle(keyOf(mended), { verdict: "stored", receipt: "r" }, proven, EPOCH);
  const toPushAfterGap = async () => {
    await store.wire.resendStream(keyOf(mended));
    return (await store.wire.pending({ epoch: EPOCH }, Date.now(), false)).map(({ digest }) => digest);
  };
  await store.wire.forgetOld(Date.now(), EPOCH);
  expect(await toPushAfterGap()).toContain(old.digest);
  await store.wire.forgetOld(Date.now() + 31 * 86_400_000, EPOCH);
  expect(await toPushAfterGap()).not.toContain(old.digest);
});

test("a photo left on another phone is asked about each time, and can be given up", async () => {
  for (const { sha256 } of record.blobs) await store.photos.mark(sha256, { uploaded: true });
  const { sha256 } = record.blobs[0]!;
  await store.wire.settle(keyOf(record), { verdict: "waiting", detail: { missing: [sha256] } }, null, EPOCH);
  expect(await store.wire.pending({ epoch: EPOCH }, Date.now(), false)).toEqual([]);
  await store.photos.mark(sha256, { here: false });
  expect(await store.wire.pending({ epoch: EPOCH }, Date.now(), false)).toHaveLength(1);
  const draft = await store.startRevision(record.id);
  expect(draft).toMatchObject({ rev: 2, base: record.digest, photos: {} });
});
