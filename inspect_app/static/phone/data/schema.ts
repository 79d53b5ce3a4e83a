/** The tables of one user's partition and the steps that make them. A step never touches the outbox. */
import type { DBSchema, IDBPDatabase, IDBPTransaction } from "idb";
import type { Draft, OutboxRecord, PhotoInfo, Uuid } from "./types";

/** One pulled row. `tokens` and `code` are copied out of premises so that a scan is one index look-up. */
export interface Row {
  collection: string;
  id: string;
  scope: string;
  seq: number;
  rev: number;
  data: Record<string, unknown>;
  tokens?: string[];
  code?: string;
}
/** The last backup of a draft that was tried on the wire: its number may not be used for other bytes. */
export interface Backup {
  id: string;
  rev: number;
  digest: string;
  edits: number;
  delivered: boolean;
}
/** How far a scope, or a part (`<scope>:<part>`), is here. `more`: not to its end; `parted`: in parts. */
export interface Cursor {
  scope: string;
  seq: number;
  more?: true;
  parted?: true;
}
/** A market or an estate that was opened: what lies under it is pulled. */
export interface Wanted {
  parent: Uuid;
}

export type OutboxKey = [collection: string, id: string, rev: number, digest: string];

/** Makes the key range of all revisions of one id in the outbox or the sent box. */
export const streamRange = (collection: string, id: string): IDBKeyRange =>
  IDBKeyRange.bound([collection, id], [collection, id, []]);

export interface Tables extends DBSchema {
  rows: {
    key: [string, string];
    value: Row;
    indexes: { scope: string; token: string; code: string; parent: string };
  };
  pinned: { key: string; value: Record<string, unknown> & { sha256: string } };
  cursors: { key: string; value: Cursor };
  wanted: { key: string; value: Wanted };
  meta: { key: string; value: unknown };
  drafts: { key: string; value: Draft };
  backups: { key: string; value: Backup };
  photos: { key: string; value: PhotoInfo };
  bytes: { key: string; value: ArrayBuffer };
  outbox: { key: OutboxKey; value: OutboxRecord };
  sent: { key: OutboxKey; value: OutboxRecord };
  ballast: { key: number; value: ArrayBuffer };
}

export type TableName =
  | "rows"
  | "pinned"
  | "cursors"
  | "wanted"
  | "meta"
  | "drafts"
  | "backups"
  | "photos"
  | "bytes"
  | "outbox"
  | "sent"
  | "ballast";
export type Database = IDBPDatabase<Tables>;
export type Reading = IDBPTransaction<Tables, TableName[], "readonly">;
export type Writing = IDBPTransaction<Tables, TableName[], "readwrite">;
export type Upgrading = IDBPTransaction<Tables, TableName[], "versionchange">;

export const VERSION = 2;

const RECORD_KEY = ["collection", "id", "rev", "digest"];

/** Makes the tables. Steps only add: an older app in another tab goes on with what a newer one made. */
export function upgrade(db: Database, from: number, tx: Upgrading): void {
  if (from < 1) {
    const rows = db.createObjectStore("rows", { keyPath: ["collection", "id"] });
    rows.createIndex("scope", "scope");
    rows.createIndex("token", "tokens", { multiEntry: true });
    rows.createIndex("code", "code");
    db.createObjectStore("pinned", { keyPath: "sha256" });
    db.createObjectStore("cursors", { keyPath: "scope" });
    db.createObjectStore("meta");
    db.createObjectStore("drafts", { keyPath: "id" });
    db.createObjectStore("backups", { keyPath: "id" });
    db.createObjectStore("photos", { keyPath: "sha256" });
    db.createObjectStore("bytes");
    db.createObjectStore("outbox", { keyPath: RECORD_KEY });
    db.createObjectStore("sent", { keyPath: RECORD_KEY });
    db.createObjectStore("ballast");
  }
  if (from < 2) {
    tx.objectStore("rows").createIndex("parent", "data.parent"); // no parent, no entry
    db.createObjectStore("wanted", { keyPath: "parent" });
  }
}
