/** What the server could not take is finished on any phone of its author: the one that made it may be
 * lost. */
import { expect, test } from "vitest";
import type { Store } from "..";
import { CANTEEN, EPOCH, filledDraft, linsPhone, scope } from "../../testing/makers";
import { keyOf } from "../outbox/settling";
import type { OutboxRecord } from "../types";

const WRONG = "answers.cold.temperature";

async function sealedElsewhere() {
  const first = await linsPhone();
  const record = await first.seal((await filledDraft(first)).id);
  return { first, record, second: await linsPhone({ ...first.user, id: crypto.randomUUID() }) };
}

const pull = (store: Store, { id, rev, digest, body, blobs }: OutboxRecord, over: object = {}) => {
  const data = { rev, digest, premises: CANTEEN, checklist: "canteen-school", state: "fix", returned: [] };
  const row = {
    collection: "inspection",
    id,
    seq: 1,
    rev,
    data: { ...data, body, blobs, fields: [WRONG], ...over },
  };
  return store.wire.applyPage(EPOCH, [scope(`user:${store.user.id}`, [row])]);
};

test("another phone lists it, and opens revision 2 with its answers and photos at what is wrong", async () => {
  const { second, record } = await sealedElsewhere();
  await pull(second, record);
  expect(await second.inspections.returned()).toMatchObject([
    { id: record.id, state: "fix", mending: false },
  ]);
  const { answers, photos, signatures, visit } = JSON.parse(record.body);
  const draft = await second.startRevision(record.id);
  expect(draft).toMatchObject({
    rev: 2,
    base: record.digest,
    returned: [],
    answers,
    photos,
    signatures,
    visit,
  });
  expect(draft.current_item).toBe("cold.temperature");
  expect(await second.inspections.returned()).toMatchObject([{ mending: true }]);
  const { rev, base, blobs } = await second.seal(record.id);
  expect({ rev, base, blobs }).toEqual({ rev: 2, base: record.digest, blobs: record.blobs });
  expect(await second.inspections.returned()).toEqual([]);
});

test("photos that never came are left out of the next revision", async () => {
  const { second, record } = await sealedElsewhere();
  await pull(second, record);
  await second.startRevision(record.id);
  const sealed = await second.seal(record.id);
  const missing = sealed.blobs.map((blob) => blob.sha256);
  await second.wire.settle(keyOf(sealed), { verdict: "waiting", detail: { missing } }, null, EPOCH);
  expect(await second.outbox.all()).toMatchObject([{ mendable: true, problem: { code: "photo_elsewhere" } }]);
  expect(await second.startRevision(record.id)).toMatchObject({
    rev: 3,
    base: sealed.digest,
    photos: {},
    signatures: [],
  });
});

test("without its body it is not listed: there is nothing to go on with", async () => {
  const { second, record } = await sealedElsewhere();
  await pull(second, record, { body: undefined });
  expect(await second.inspections.returned()).toEqual([]);
  await expect(second.startRevision(record.id)).rejects.toMatchObject({ code: "no_revision" });
});

test("the phone that made it mends its own record, and is told of it once", async () => {
  const { first, record } = await sealedElsewhere();
  await pull(first, record, { fields: [] });
  const answer = { verdict: "fix" as const, code: "validation", detail: { fields: [WRONG] } };
  await first.wire.settle(keyOf(record), answer, null, EPOCH);
  expect(await first.inspections.returned()).toEqual([]);
  expect(await first.startRevision(record.id)).toMatchObject({ rev: 2, current_item: "cold.temperature" });
});

test("mended on another phone it is nobody's work any more on the phone that made it", async () => {
  const { first, record } = await sealedElsewhere();
  const answer = { verdict: "fix" as const, code: "validation", detail: { fields: [WRONG] } };
  await first.wire.settle(keyOf(record), answer, null, EPOCH);
  expect([await first.outbox.all(), await first.outbox.count()]).toMatchObject([
    [{ mendable: true }],
    { count: 1 },
  ]);
  await pull(first, { ...record, rev: 2, digest: "2".repeat(64) }, { state: "received", body: undefined });
  expect(await first.outbox.all()).toEqual([]);
  expect(await first.outbox.count()).toMatchObject({ count: 0 });
  expect(await first.wire.counts()).toMatchObject({ records: 0 });
  await expect(first.startRevision(record.id)).rejects.toMatchObject({ code: "no_revision" });
});

test("what the other phone mended in vain is gone on with from there", async () => {
  const { first, record } = await sealedElsewhere();
  await first.wire.settle(keyOf(record), { verdict: "fix", code: "validation" }, null, EPOCH);
  const second = { ...record, rev: 2, digest: "2".repeat(64) };
  await pull(first, second);
  expect(await first.inspections.returned()).toMatchObject([{ id: record.id, rev: 2, state: "fix" }]);
  expect(await first.startRevision(record.id)).toMatchObject({ rev: 3, base: second.digest });
});

test("a mended return that the server could not take goes on from the mended text on the phone that has the first", async () => {
  const { first, record } = await sealedElsewhere();
  const receipt = { received_at: new Date().toISOString() };
  await first.wire.settle(keyOf(record), { verdict: "stored", receipt: "r" }, receipt, EPOCH);
  const body = JSON.stringify({ ...JSON.parse(record.body), reason: "重拍" });
  await pull(first, { ...record, rev: 2, digest: "2".repeat(64), body });
  expect(await first.inspections.returned()).toMatchObject([{ id: record.id, rev: 2 }]);
  expect(await first.startRevision(record.id)).toMatchObject({ rev: 3, base: "2".repeat(64) });
});
