import { expect, test } from "vitest";
import { EPOCH, filledDraft, linsPhone, LIN, scope } from "../../testing/makers";
import { openStore, type Store } from "..";
import { keyOf } from "./settling";

interface File {
  name: string;
  bytes: Uint8Array;
}

async function written(store: Store) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const end = await (await store.rescue()).write((piece) => void pieces.push(piece.slice()));
  return { end, files: unpack(new Uint8Array(await new Blob(pieces).arrayBuffer())), pieces };
}

/** Read as any tar is read, by nothing of ours. */
function unpack(tar: Uint8Array): File[] {
  const text = (from: number, to: number) =>
    new TextDecoder().decode(tar.subarray(from, to)).replace(/[\0 ]+$/, "");
  const files: File[] = [];
  let at = 0;
  while (tar[at]) {
    const size = parseInt(text(at + 124, at + 136), 8);
    files.push({ name: text(at, at + 100), bytes: tar.slice(at + 512, at + 512 + size) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  expect(tar.byteLength - at).toBe(1024);
  return files;
}

const json = (file: File | undefined) => JSON.parse(new TextDecoder().decode(file!.bytes));

test("another user's work is not in the file", async () => {
  const store = await linsPhone();
  await filledDraft(store);
  const other = openStore({ ...LIN, id: crypto.randomUUID() });
  const { end, files } = await written(other);
  expect(end).toMatchObject({ records: 0, drafts: 0, photos: 0 });
  expect(files.map(({ name }) => name)).toEqual(["manifest.json"]);
});

test("sealed records, drafts and photos are in it, and the manifest says how many", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store, "sealed");
  const record = await store.seal(draft.id);
  await filledDraft(store, "open");
  const { end, files } = await written(store);
  expect(end).toMatchObject({ records: 1, drafts: 1, photos: 4, unread: [] });
  const manifest = json(files[0]);
  expect(manifest).toMatchObject({
    format: "inspect-rescue",
    version: 1,
    user: { id: store.user.id },
    counts: { records: 1, drafts: 1, photos: 4 },
  });
  const entries = files.filter(({ name }) => name.startsWith("records/")).map(json);
  expect(entries[0]).toMatchObject({ collection: "inspection", digest: record.digest, body: record.body });
  expect(entries[1]).toMatchObject({ collection: "draft", base: null });
  expect(files.filter(({ name }) => name.startsWith("photos/"))).toHaveLength(4);
});

test("what was sent to a server that was restored since is in it with its receipt and its photos", async () => {
  const store = await linsPhone();
  const record = await store.seal((await filledDraft(store, "sent")).id);
  const stored = { verdict: "stored", receipt: "r" } as const;
  await store.wire.settle(keyOf(record), stored, { received_at: record.made_at }, EPOCH);
  await store.meta.set({ epoch: EPOCH });
  expect((await written(store)).end).toMatchObject({ records: 0, photos: 0 });
  await store.meta.set({ epoch: "epoch-two" });
  const { end, files } = await written(store);
  expect(end).toMatchObject({ records: 1, photos: record.blobs.length });
  expect(json(files[1])).toMatchObject({ digest: record.digest, receipt: "r" });
});

test("what was sent stands before the revision that builds on it", async () => {
  const store = await linsPhone();
  const first = await store.seal((await filledDraft(store)).id);
  const { id, rev, digest, body, blobs } = first;
  const stored = { verdict: "stored", receipt: "r" } as const;
  await store.wire.settle(keyOf(first), stored, { received_at: first.made_at }, EPOCH);
  const returned = [{ item: "kitchen.camera", remark: "" }];
  const data = {
    rev,
    digest,
    premises: "p",
    checklist: "canteen-school",
    state: "returned",
    returned,
    body,
    blobs,
  };
  const row = { collection: "inspection", id, seq: 1, rev, data };
  await store.wire.applyPage(EPOCH, [scope(`user:${store.user.id}`, [row])]);
  await store.startRevision(id);
  const second = await store.seal(id);
  await store.meta.set({ epoch: "epoch-two" });
  const manifest = json((await written(store)).files[0]);
  expect(manifest.records.map((one: { digest: string }) => one.digest)).toEqual([digest, second.digest]);
});

test("every photo is named by what it is", async () => {
  const store = await linsPhone();
  await filledDraft(store);
  for (const { name, bytes } of (await written(store)).files.filter(({ name }) =>
    name.startsWith("photos/"),
  )) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
    expect(name).toBe(`photos/${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
  }
});

test("never more than one photo is in hand at once", async () => {
  const store = await linsPhone();
  await filledDraft(store, "x".repeat(200_000));
  const { pieces } = await written(store);
  expect(Math.max(...pieces.map((piece) => piece.byteLength))).toBeLessThan(200_100);
});

test("a photo that rotted is told and does not stop the rest", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  const bad = draft.signatures[0]!.sha256;
  const { indexedDB: idb } = globalThis;
  const db = await new Promise<IDBDatabase>((done) => {
    const asked = idb.open(`inspect:${store.user.id}`);
    asked.onsuccess = () => done(asked.result);
  });
  await new Promise((done) => {
    const tx = db.transaction("bytes", "readwrite");
    tx.objectStore("bytes").put(new TextEncoder().encode("rotten").buffer, bad);
    tx.oncomplete = done;
  });
  db.close();
  const { end, files } = await written(store);
  expect(end.unread).toEqual([bad]);
  expect(files.map(({ name }) => name)).toContain(`spoiled/${bad}`);
  expect(end.photos).toBe(1);
});

test("writing the file changes nothing on the phone", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  const before = await store.drafts.get(draft.id);
  await written(store);
  expect(await store.drafts.get(draft.id)).toEqual(before);
  expect((await store.wire.photosToSend()).length).toBe(2);
});
