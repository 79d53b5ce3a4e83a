/** Upgrades: what an earlier version kept is there afterwards, byte for byte. */
import "fake-indexeddb/auto";
import { openDB, type IDBPDatabase } from "idb";
import { expect, test } from "vitest";
import { openStore } from ".";
import { CANTEEN, cursorsOf, LIN, premisesRow, SCOPE } from "../testing/makers";
import { VERSION } from "./schema";

const RECORD_KEY = ["collection", "id", "rev", "digest"];
const RECORD = {
  collection: "inspection",
  id: "018f0000-0000-7000-8000-0000000000f1",
  rev: 1,
  base: null,
  digest: "a".repeat(64),
  body: '{"schema":1}',
  blobs: [{ sha256: "b".repeat(64), size: 3, type: "image/jpeg" }],
  state: "ready",
  made_at: "2022-09-14T10:00:00+08:00",
  retry_at: 0,
  about: { premises: CANTEEN, name: "第一食堂（示例）", checklist: "canteen-school", result: "conform" },
};
const CURSOR = { scope: SCOPE, seq: 1 };
const BYTES = new Uint8Array([1, 2, 3]).buffer;

/** Version 1 as it was released, with something in every table that must survive. */
async function phoneOfVersion1(user: string): Promise<void> {
  const db = await openDB(`inspect:${user}`, 1, {
    upgrade: (made) => {
      const rows = made.createObjectStore("rows", { keyPath: ["collection", "id"] });
      rows.createIndex("scope", "scope");
      rows.createIndex("token", "tokens", { multiEntry: true });
      rows.createIndex("code", "code");
      made.createObjectStore("pinned", { keyPath: "sha256" });
      made.createObjectStore("cursors", { keyPath: "scope" });
      made.createObjectStore("meta");
      made.createObjectStore("drafts", { keyPath: "id" });
      made.createObjectStore("backups", { keyPath: "id" });
      made.createObjectStore("photos", { keyPath: "sha256" });
      made.createObjectStore("bytes");
      made.createObjectStore("outbox", { keyPath: RECORD_KEY });
      made.createObjectStore("sent", { keyPath: RECORD_KEY });
      made.createObjectStore("ballast");
    },
  });
  await db.put("rows", { ...premisesRow(CANTEEN, 1, { parent: LIN.id }), scope: SCOPE });
  await db.put("cursors", CURSOR);
  await db.put("meta", "client-one", "client_id");
  await db.put("outbox", RECORD);
  await db.put("sent", { ...RECORD, state: "received" });
  await db.put("bytes", BYTES, RECORD.blobs[0]!.sha256);
  db.close();
}

async function look<T>(user: string, read: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  const db = await openDB(`inspect:${user}`);
  const found = await read(db);
  db.close();
  return found;
}

test("a phone of version 1 keeps its whole queue, its photos and its client", async () => {
  const user = { ...LIN, id: crypto.randomUUID() };
  await phoneOfVersion1(user.id);
  const store = openStore(user);
  expect(await store.meta.get("client_id")).toBe("client-one");
  expect(await store.outbox.get(RECORD.id)).toMatchObject({ digest: RECORD.digest, body: { schema: 1 } });
  expect(await look(user.id, (db) => db.getAll("outbox"))).toEqual([RECORD]);
  expect(await look(user.id, (db) => db.getAll("sent"))).toEqual([{ ...RECORD, state: "received" }]);
  expect(await look(user.id, (db) => db.get("bytes", RECORD.blobs[0]!.sha256))).toEqual(BYTES);
});

test("a phone of version 1 keeps its rows and cursors, and finds rows by their parent", async () => {
  const user = { ...LIN, id: crypto.randomUUID() };
  await phoneOfVersion1(user.id);
  const store = openStore(user);
  expect(await cursorsOf(store)).toEqual({ [SCOPE]: 1 });
  expect((await store.premises.children(LIN.id)).rows.map((one) => one.id)).toEqual([CANTEEN]);
});

test("an app from before an upgrade goes on with the newer tables", async () => {
  const user = { ...LIN, id: crypto.randomUUID() };
  const store = openStore(user);
  await store.meta.set({ client_id: "client-one" });
  await store.close();
  const newer = await openDB(`inspect:${user.id}`, VERSION + 1, {
    upgrade: (db) => {
      db.createObjectStore("later");
    },
  });
  newer.close();
  expect(await openStore(user).meta.get("client_id")).toBe("client-one");
});
