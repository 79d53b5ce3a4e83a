/** Keeps the signing keys that people made on this phone, in a database of its own: a colleague who signed in
 * here may sign on it with a PIN, while somebody else is at work. */
import { openDB, type DBSchema } from "idb";
import { StoreError } from "../errors";
import { isQuota } from "../faults";
import type { Instant, Uuid } from "../types";
import { generateKey } from "./proofs";

export interface Pin {
  salt: string;
  hash: string;
  /** Wrong tries in a row. */
  wrong: number;
  /** No try counts before this (device milliseconds). */
  closed_until: number;
}

export interface OwnKey {
  user: Uuid;
  id: string;
  x: string;
  y: string;
  private: CryptoKey;
  /** When the server took its public half; null: it proves nothing yet. */
  registered_at: Instant | null;
  /** Opens it on this phone while somebody else is signed in. */
  pin?: Pin;
}

interface Keys extends DBSchema {
  keys: { key: string; value: OwnKey };
}

async function onKeys<T>(work: (db: Awaited<ReturnType<typeof openKeys>>) => Promise<T>): Promise<T> {
  try {
    const db = await openKeys();
    return await work(db).finally(() => db.close());
  } catch (error) {
    throw new StoreError(isQuota(error) ? "quota" : "storage_lost", error);
  }
}

const openKeys = () =>
  openDB<Keys>("inspect-keys", 1, {
    upgrade: (db) => void db.createObjectStore("keys", { keyPath: "user" }),
  });

/** Finds the key that a person made on this phone. */
export const findKey = (user: Uuid): Promise<OwnKey | null> =>
  onKeys(async (db) => (await db.get("keys", user)) ?? null);

/** Makes a person's key on this phone; one that is here already is kept. */
export async function makeKey(user: Uuid): Promise<OwnKey> {
  const made: OwnKey = { user, registered_at: null, ...(await generateKey()) };
  return onKeys(async (db) => {
    const tx = db.transaction("keys", "readwrite", { durability: "strict" });
    const here = await tx.store.get(user);
    if (!here) await tx.store.put(made);
    await tx.done;
    return here ?? made;
  });
}

/** Changes what is known of a key; false when it is gone. */
export const changeKey = (user: Uuid, changes: Partial<OwnKey>): Promise<boolean> =>
  onKeys(async (db) => {
    const tx = db.transaction("keys", "readwrite", { durability: "strict" });
    const here = await tx.store.get(user);
    if (here) await tx.store.put({ ...here, ...changes });
    await tx.done;
    return here !== undefined;
  });

/** Removes a person's key from this phone: nobody signs with it any more. */
export const dropKey = (user: Uuid): Promise<void> => onKeys((db) => db.delete("keys", user));
