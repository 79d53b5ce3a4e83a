import { openDB } from "idb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EPOCH, filledDraft, linsPhone } from "../../testing/makers";
import { openStore, type Draft, type Store } from "..";
import type { Tables } from "../schema";
import { keyOf } from "../outbox/settling";

let store: Store;
let draft: Draft;

beforeEach(async () => {
  store = await linsPhone();
  draft = await filledDraft(store);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Something happens in another tab between the reading of a draft and the writing of its number. */
function whileHashing(work: (other: Store) => Promise<unknown>): void {
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, "digest").mockImplementationOnce(async (...given) => {
    await work(openStore(store.user));
    return digest(...given);
  });
}

const answerIn = ({ drafts }: Store) => drafts.answer(draft.id, "cold.temperature", { value: 3 });

test("two tabs give no number twice", async () => {
  whileHashing(async (other) =>
    expect(await other.wire.backups.prepare()).toMatchObject([{ id: draft.id, rev: 1 }]),
  );
  expect(await store.wire.backups.prepare()).toEqual([]);
  expect(await store.wire.backups.prepare()).toMatchObject([{ id: draft.id, rev: 2 }]);
});

test("a draft that another tab changed meanwhile is backed up as it is then", async () => {
  whileHashing(answerIn);
  expect(await store.wire.backups.prepare()).toEqual([]);
  const [backup] = await store.wire.backups.prepare();
  expect(backup).toMatchObject({ rev: 1 });
  expect(JSON.parse(backup!.body).inspection.answers).toHaveProperty(["cold.temperature"]);
});

test("a draft that was sealed meanwhile leaves nothing that keeps its next revision from its backup", async () => {
  whileHashing((other) => other.seal(draft.id));
  for (const { id, rev } of await store.wire.backups.prepare()) await store.wire.backups.delivered(id, rev);
  const sealed = (await store.outbox.get(draft.id))!;
  await store.wire.settle(keyOf(sealed), { verdict: "fix", code: "validation" }, null, EPOCH);
  let next = await store.startRevision(draft.id);
  while (next.edits < draft.edits) next = await answerIn(store);
  expect(await store.wire.backups.prepare()).toMatchObject([{ id: draft.id, rev: 1 }]);
});

test("a draft with more photos than the server takes is not offered until it fits", async () => {
  const db = await openDB<Tables>(`inspect:${store.user.id}`);
  const info = (await db.getAll("photos"))[0]!;
  const photos = Array.from({ length: 200 }, (_, n) => ({
    ...draft.photos["kitchen.camera"]![0]!,
    sha256: `${n}`,
  }));
  for (const { sha256 } of photos) await db.put("photos", { ...info, sha256 });
  await db.put("drafts", { ...draft, photos: { "kitchen.camera": photos } });
  expect(await store.wire.backups.prepare()).toEqual([]);
  await db.put("drafts", { ...draft, photos: { "kitchen.camera": photos.slice(draft.signatures.length) } });
  expect((await store.wire.backups.prepare())[0]!.blobs).toHaveLength(200);
  db.close();
});
