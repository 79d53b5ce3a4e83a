import { openDB } from "idb";
import { afterEach, expect, test, vi } from "vitest";
import { CANTEEN, EPOCH, filledDraft, linsPhone, picture, signForZhao } from "../../testing/makers";
import { fails, whenRead } from "../../testing/reading";
import { sha256 } from "../hash";
import type { Store } from "..";
import { keyOf } from "../outbox/settling";

afterEach(() => void vi.restoreAllMocks());

const orphansOf = async (store: Store) => (await store.photos.orphans()).map((info) => info.sha256);
const bytesOf = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

test("a photo without a draft is refused and leaves nothing behind", async () => {
  const store = await linsPhone();
  await expect(store.photos.add(crypto.randomUUID(), "a", picture("one"), "camera")).rejects.toMatchObject({
    code: "draft_gone",
  });
  expect(await store.photos.all()).toEqual([]);
});

test("a photo is named by its bytes and comes back whole", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  const ref = await store.photos.add(id, "a", picture("one"), "album");
  expect(ref).toMatchObject({ sha256: await sha256(bytesOf("one")), source: "album", role: "evidence" });
  expect(new TextDecoder().decode((await store.photos.bytes(ref.sha256))!)).toBe("one");
  expect((await store.drafts.get(id))!.photos.a).toEqual([ref]);
});

test("a full disk refuses the photo, changes nothing, and answers still save from the ballast", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.ballast.lay();
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await expect(store.photos.add(id, "a", picture("one"), "camera")).rejects.toMatchObject({ code: "quota" });
  expect(await store.ballast.isOnBoard()).toBe(true);
  await expect(store.drafts.answer(id, "a", { value: "pass" })).rejects.toMatchObject({ code: "quota" });
  put.mockRestore();
  expect(await store.ballast.isOnBoard()).toBe(false);
  await store.drafts.answer(id, "a", { value: "pass" });
  expect((await store.drafts.get(id))!).toMatchObject({ answers: { a: { value: "pass" } }, photos: {} });
});

test("room that the ballast gave up is for answers; photos come again when it is back on board", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.ballast.lay();
  const { put } = IDBObjectStore.prototype;
  let full = true;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value, key) {
    const lacks = this.name === "ballast" || (full && this.name === "drafts");
    full &&= !lacks;
    if (lacks) throw new DOMException("full", "QuotaExceededError");
    return put.call(this, value, key);
  });
  await store.drafts.answer(id, "a", { value: "pass" });
  expect(await store.ballast.isOnBoard()).toBe(false);
  await expect(store.photos.add(id, "a", picture("one"), "camera")).rejects.toMatchObject({ code: "quota" });
  vi.restoreAllMocks();
  await store.photos.add(id, "a", picture("one"), "camera");
  expect(await store.ballast.isOnBoard()).toBe(true);
});

/** Nothing fits but into the room that the ballast gives up. */
function fillTheDisk(): void {
  const { put, clear } = IDBObjectStore.prototype;
  let full = true;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value, key) {
    if (full || this.name === "ballast") throw new DOMException("full", "QuotaExceededError");
    return put.call(this, value, key);
  });
  vi.spyOn(IDBObjectStore.prototype, "clear").mockImplementation(function (this: IDBObjectStore) {
    full = false;
    return clear.call(this);
  });
}

test("a full phone signs and seals in the room that the ballast gives up, and takes no photo", async () => {
  const store = await linsPhone();
  const { id } = await filledDraft(store);
  await store.ballast.lay();
  fillTheDisk();
  await expect(store.photos.add(id, "a", picture("one"), "camera")).rejects.toMatchObject({ code: "quota" });
  expect(await store.ballast.isOnBoard()).toBe(true);
  await store.photos.sign(id, { role: "present", name: "王" }, bytesOf("王"));
  expect(await store.ballast.isOnBoard()).toBe(false);
  await signForZhao(store, id);
  const { sha256: hash } = await store.photos.sign(
    id,
    { role: "inspector", user: store.user.id },
    bytesOf("林"),
  );
  await expect(store.photos.add(id, "a", picture("one"), "camera")).rejects.toMatchObject({ code: "quota" });
  const { blobs } = await store.seal(id);
  expect(blobs.map(({ sha256 }) => sha256)).toContain(hash);
  expect(blobs).toHaveLength(4);
});

test("bytes that changed on the disk are found before the seal and asked for again", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  const hash = draft.photos["kitchen.camera"]![0]!.sha256;
  const db = await openDB(`inspect:${store.user.id}`);
  await db.put("bytes", bytesOf("rot"), hash);
  db.close();
  await expect(store.seal(draft.id)).rejects.toMatchObject({ code: "photo_gone" });
  expect(await store.photos.info(hash)).toMatchObject({ spoiled: true });
  expect(await store.drafts.get(draft.id)).not.toBeNull();
});

test("a photo taken off is an orphan, unless another item shows it", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  const { sha256: hash } = await store.photos.add(id, "a", picture("one"), "camera");
  await store.photos.add(id, "b", picture("one"), "camera");
  await store.photos.remove(id, "a", hash);
  expect(await orphansOf(store)).toEqual([]);
  await store.photos.remove(id, "b", hash);
  expect(await orphansOf(store)).toEqual([hash]);
  expect((await store.drafts.get(id))!.photos).toEqual({});
});

test("a draft thrown away takes along what has its receipt, and the rest waits for the server's word", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  const { sha256: hash } = draft.photos["kitchen.camera"]![0]!;
  await store.photos.mark(hash, { uploaded: true, receipted: true });
  await store.drafts.discard(draft.id);
  expect(await store.photos.bytes(hash)).toBeNull();
  expect(await orphansOf(store)).toEqual(draft.signatures.map((ref) => ref.sha256));
});

test("an orphan that is taken again is none, whatever the server said meanwhile", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  await store.drafts.discard(draft.id);
  const hashes = await orphansOf(store);
  await filledDraft(store);
  expect(await orphansOf(store)).toEqual([]);
  await store.photos.eraseOrphans(hashes);
  expect((await store.photos.all()).map((info) => info.sha256).sort()).toEqual(hashes.sort());
});

test("what a forgotten inspection could not send stays when the same picture is thrown away elsewhere", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  const { sha256: hash } = draft.photos["kitchen.camera"]![0]!;
  const old = await store.seal(draft.id);
  await store.photos.mark(hash, { unreadable: true });
  await store.wire.settle(keyOf(old), { verdict: "fix", code: "validation" }, null, EPOCH);
  const mended = await store.seal((await store.startRevision(old.id)).id);
  const proven = { received_at: "2021-03-01T00:00:00Z" };
  await store.wire.settle(keyOf(mended), { verdict: "stored", receipt: "r" }, proven, EPOCH);
  await store.wire.forgetOld(Date.now(), EPOCH);
  expect(await store.sent.all()).toEqual([]);

  const takeAndThrowAway = async () => {
    const { id } = await store.drafts.start(CANTEEN);
    await store.photos.add(id, "a", new Blob([(await store.photos.bytes(hash))!]), "album");
    await store.drafts.discard(id);
  };
  await takeAndThrowAway();
  expect(await store.photos.bytes(hash)).not.toBeNull();
  await store.photos.mark(hash, { uploaded: true, receipted: true });
  await takeAndThrowAway();
  expect(await store.photos.bytes(hash)).toBeNull();
});

test("a photo that does not come back as it was saved is not kept, and is asked for again", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  vi.spyOn(crypto.subtle, "digest").mockImplementationOnce(async () => new ArrayBuffer(32)); // named by other bytes
  await expect(store.photos.add(id, "a", picture("one"), "camera")).rejects.toMatchObject({
    code: "photo_mismatch",
    problem: { safe: false },
  });
  expect((await store.drafts.get(id))!.photos).toEqual({});
  expect(await store.photos.all()).toEqual([]);
});

test("a signature drawn again leaves nothing of the first", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.photos.sign(id, { role: "present", name: "王" }, bytesOf("first"));
  await store.photos.sign(id, { role: "present", name: "王" }, bytesOf("second"));
  const named = async () => (await store.drafts.get(id))!.signatures.map((ref) => ref.sha256);
  expect(await named()).toEqual([await sha256(bytesOf("second"))]);
  await store.drafts.refuse(id, "不肯签");
  expect(await named()).toEqual([]);
});

test.each(["NotReadableError", "UnknownError", "DataError"])(
  "a photo at which reading ends in a %s is as one whose bytes are gone: it is asked for again",
  async (name) => {
    const store = await linsPhone();
    const { id, photos } = await filledDraft(store);
    const hash = photos["kitchen.camera"]![0]!.sha256;
    whenRead(hash, fails(name));
    expect(await store.photos.bytes(hash)).toBeNull();
    await expect(store.seal(id)).rejects.toMatchObject({ code: "photo_gone" });
    vi.restoreAllMocks();
    expect((await store.photos.all()).filter((info) => info.spoiled)).toMatchObject([{ sha256: hash }]);
  },
);

test("a connection that breaks at a photo says nothing about it", async () => {
  const store = await linsPhone();
  const { id, photos } = await filledDraft(store);
  whenRead(photos["kitchen.camera"]![0]!.sha256, ({ transaction }) => {
    transaction.db.close();
    throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
  });
  await expect(store.seal(id)).rejects.toMatchObject({ code: "storage_lost" });
  vi.restoreAllMocks();
  await store.seal(id);
  expect((await store.photos.all()).filter((info) => info.spoiled)).toEqual([]);
});
