import { expect, test } from "vitest";
import { CANTEEN, EPOCH, filledDraft, linsPhone, scope, signForZhao } from "../../testing/makers";
import { keyOf } from "../outbox/settling";

async function leftOnAnotherPhone() {
  const first = await linsPhone();
  const draft = await filledDraft(first);
  const [backup] = await first.wire.backups.prepare();
  const { id, rev, digest, body, blobs } = backup!;
  const page = [
    scope(`user:${first.user.id}`, [
      { collection: "draft", id, seq: 1, rev, data: { rev, digest, body, blobs } },
    ]),
  ];
  return { first, draft, page, second: await linsPhone({ ...first.user, id: crypto.randomUUID() }) };
}

test("one's own draft is not elsewhere, not even after it was thrown away", async () => {
  const { first, draft, page } = await leftOnAnotherPhone();
  await first.wire.applyPage(EPOCH, page);
  expect(await first.elsewhere.all()).toEqual([]);
  await first.drafts.discard(draft.id);
  expect(await first.elsewhere.all()).toEqual([]);
  await expect(first.elsewhere.take(draft.id)).rejects.toMatchObject({ code: "draft_gone" });
});

test("a new phone goes on with it, names the photos and numbers its backups on", async () => {
  const { draft, page, second } = await leftOnAnotherPhone();
  await second.wire.applyPage(EPOCH, page);
  expect(await second.elsewhere.all()).toMatchObject([{ id: draft.id, premises: CANTEEN, answered: 1 }]);
  const taken = await second.elsewhere.take(draft.id);
  expect(taken).toMatchObject({
    answers: draft.answers,
    photos: draft.photos,
    signatures: draft.signatures,
    visit: draft.visit,
    rev: 1,
    base: null,
  });
  expect(await second.wire.photosToSend()).toEqual([]);
  await second.drafts.answer(draft.id, "cold.temperature", { value: 3 });
  expect((await second.wire.backups.prepare())[0]).toMatchObject({ rev: 2 });
  await second.wire.applyPage("epoch-two", [scope("catalogue", [], { state: "revoked" })]);
  expect(await second.checklists.get(taken.checklist.code, taken.checklist.version)).not.toBeNull();
  await signForZhao(second, draft.id);
  expect((await second.seal(draft.id)).blobs).toHaveLength(2);
});

test("a row of a server that was restored since is no backup at the one that answers now", async () => {
  const { draft, page, second } = await leftOnAnotherPhone();
  await second.meta.set({ epoch: EPOCH });
  await second.wire.applyPage(EPOCH, page);
  await second.meta.set({ epoch: "epoch-two" });
  await second.elsewhere.take(draft.id);
  expect(await second.wire.backups.prepare()).toMatchObject([{ id: draft.id, rev: 2 }]);
});

test("a draft that was sealed on the other phone is not taken up again, though its row is still here", async () => {
  const { first, draft, page, second } = await leftOnAnotherPhone();
  const { rev, digest } = await first.seal(draft.id);
  const sealed = {
    collection: "inspection",
    id: draft.id,
    seq: 2,
    rev,
    data: { rev, digest, state: "received" },
  };
  await second.wire.applyPage(EPOCH, [...page, scope(`user:${first.user.id}`, [sealed])]);
  expect(await second.elsewhere.all()).toEqual([]);
  await expect(second.elsewhere.take(draft.id)).rejects.toMatchObject({ code: "draft_gone" });
});

test("work whose photo never left the other phone can be mended without it", async () => {
  const { draft, page, second } = await leftOnAnotherPhone();
  await second.wire.applyPage(EPOCH, page);
  await second.elsewhere.take(draft.id);
  const record = await second.seal(draft.id);
  expect(await second.outbox.get(draft.id)).toMatchObject({ problem: null, mendable: false });
  const [missing] = record.blobs;
  await second.wire.settle(
    keyOf(record),
    { verdict: "waiting", detail: { missing: [missing!.sha256] } },
    null,
    EPOCH,
  );
  expect(await second.outbox.get(draft.id)).toMatchObject({
    problem: { code: "photo_elsewhere" },
    mendable: true,
  });
  await second.wire.settle(keyOf(record), { verdict: "fix", code: "validation" }, null, EPOCH);
  expect(await second.outbox.get(draft.id)).toMatchObject({
    problem: { code: "validation" },
    mendable: true,
  });
  await second.startRevision(draft.id);
  expect((await second.seal(draft.id)).blobs).not.toContainEqual(missing);
});
