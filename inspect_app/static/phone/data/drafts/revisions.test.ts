import { expect, test } from "vitest";
import { EPOCH, filledDraft, linsPhone, picture, scope, signForZhao } from "../../testing/makers";
import { keyOf } from "../outbox/settling";

async function sentAndReturned(changed = {}) {
  const store = await linsPhone();
  const record = await store.seal((await filledDraft(store)).id);
  await store.wire.settle(
    keyOf(record),
    { verdict: "stored", receipt: "r" },
    { received_at: "2021-03-01T00:00:00Z" },
    EPOCH,
  );
  const { id, rev, digest, blobs } = record;
  const body = JSON.stringify({ ...JSON.parse(record.body), ...changed });
  const returned = [{ item: "kitchen.camera", remark: "看不清" }];
  const data = {
    rev,
    digest,
    premises: "p",
    checklist: "canteen-school",
    state: "returned",
    result: null,
    received_at: null,
    decided_at: null,
    returned,
    body,
    blobs,
  };
  await store.wire.applyPage(EPOCH, [
    scope(`user:${store.user.id}`, [{ collection: "inspection", id, seq: 1, rev, data }]),
  ]);
  return { store, record };
}

test("a position that another client sent too finely is coarse in the next revision", async () => {
  const { store, record } = await sentAndReturned({
    position: { lat: 31.234567, lng: 121.4, accuracy_m: 12.5 },
  });
  const draft = await store.startRevision(record.id);
  expect(draft.position).toEqual({ lat: 31.2346, lng: 121.4, accuracy_m: 13 });
});

test("what the revision before came to stays as it was when an answer changes", async () => {
  const { store, record } = await sentAndReturned();
  const { id } = await store.startRevision(record.id);
  await store.drafts.answer(id, "kitchen.camera", { value: "fail" });
  const draft = await store.drafts.get(id);
  expect(draft?.answers["kitchen.camera"]).toEqual({ value: "fail" });
  expect(draft?.before?.answers).toEqual(JSON.parse(record.body).answers);
});

test("what nobody returned is not opened again", async () => {
  const store = await linsPhone();
  const record = await store.seal((await filledDraft(store)).id);
  await expect(store.startRevision(record.id)).rejects.toMatchObject({ code: "no_revision" });
  await store.wire.settle(
    keyOf(record),
    { verdict: "stored", receipt: "r" },
    { received_at: "2021-03-01T00:00:00Z" },
    EPOCH,
  );
  await expect(store.startRevision(record.id)).rejects.toMatchObject({ code: "no_revision" });
});

test("a returned inspection opens as revision 2 on the digest of the first, with its visit, day and clock", async () => {
  const { store, record } = await sentAndReturned();
  expect(await store.inspections.returned()).toMatchObject([{ id: record.id, mending: false }]);
  const draft = await store.startRevision(record.id);
  const first = JSON.parse(record.body);
  expect(draft).toMatchObject({
    id: record.id,
    rev: 2,
    base: record.digest,
    returned: [{ item: "kitchen.camera", remark: "看不清" }],
    current_item: "kitchen.camera",
    visit: first.visit,
    on: first.on,
    started_at: first.started_at,
    clock: first.clock,
    answers: first.answers,
    photos: first.photos,
  });
  expect(await store.inspections.returned()).toMatchObject([{ mending: true }]);
});

test("asked twice it is one draft, and sealed it is no longer returned", async () => {
  const { store, record } = await sentAndReturned();
  await store.startRevision(record.id);
  await store.drafts.answer(record.id, "kitchen.camera", { value: "fail" });
  expect((await store.startRevision(record.id)).answers["kitchen.camera"]!.value).toBe("fail");
  await store.drafts.setReason(record.id, "补拍");
  const second = await store.seal(record.id);
  expect(second).toMatchObject({ rev: 2, base: record.digest });
  expect(JSON.parse(second.body)).toMatchObject({ reason: "补拍" });
  expect(await store.inspections.returned()).toEqual([]);
});

test("a photo that only the server holds may be named again", async () => {
  const { store, record } = await sentAndReturned();
  const hash = record.blobs[0]!.sha256;
  await store.photos.freeReceipted();
  expect(await store.photos.bytes(hash)).toBeNull();
  await store.startRevision(record.id);
  expect((await store.seal(record.id)).blobs.map((blob) => blob.sha256)).toContain(hash);
  expect(await store.wire.photosToSend()).toEqual([]);
});

test("what was refused for its form is mended on top of itself, what was never stored under its own number", async () => {
  const store = await linsPhone();
  const fix = await store.seal((await filledDraft(store, "a")).id);
  await store.wire.settle(keyOf(fix), { verdict: "fix", code: "validation" }, null, EPOCH);
  expect(await store.startRevision(fix.id)).toMatchObject({ rev: 2, base: fix.digest });
  const never = await store.seal((await filledDraft(store, "b")).id);
  await store.wire.settle(keyOf(never), { verdict: "never", code: "malformed" }, null, EPOCH);
  expect(await store.startRevision(never.id)).toMatchObject({ rev: 1, base: null });
});

test("a photo that cannot arrive is left out of the next revision, and only that one", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  await store.photos.add(draft.id, "cold.temperature", picture("two"), "camera");
  await signForZhao(store, draft.id);
  const record = await store.seal(draft.id);
  await store.wire.settle(
    keyOf(record),
    { verdict: "waiting", detail: { missing: [], unreadable: [record.blobs[0]!.sha256] } },
    null,
    EPOCH,
  );
  expect(await store.outbox.all()).toMatchObject([{ problem: { code: "blob_unreadable", next: "fix" } }]);
  const next = await store.startRevision(record.id);
  expect(next).toMatchObject({ rev: 2, base: record.digest });
  expect(Object.keys(next.photos)).toEqual(["cold.temperature"]);
});

test("the boxes show each inspection once, by its newest revision", async () => {
  const { store, record } = await sentAndReturned();
  await store.startRevision(record.id);
  const second = await store.seal(record.id);
  await store.wire.settle(
    keyOf(second),
    { verdict: "fix", code: "validation", detail: { fields: ["answers.cold.temperature"] } },
    null,
    EPOCH,
  );
  expect(await store.startRevision(record.id)).toMatchObject({
    rev: 3,
    base: second.digest,
    current_item: "cold.temperature",
  });
  const third = await store.seal(record.id);
  expect((await store.outbox.all()).map((entry) => entry.rev)).toEqual([3]);
  await store.wire.settle(
    keyOf(third),
    { verdict: "stored", receipt: "r" },
    { received_at: new Date().toISOString() },
    EPOCH,
  );
  expect(await store.outbox.all()).toEqual([]);
  expect((await store.sent.all()).map((entry) => entry.rev)).toEqual([3]);
});
