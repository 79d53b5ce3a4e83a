/** Who uses this phone, remembered across restarts without a network. A database of its own: partitions belong to users. */
import { openDB, type IDBPDatabase } from "idb";
import type { User } from "./types";

const open = (): Promise<IDBPDatabase> => openDB("inspect-device", 1, { upgrade: (db) => { db.createObjectStore("kept"); } });

async function once<T>(mode: IDBTransactionMode, work: (table: { get(key: string): Promise<unknown>; put?(value: unknown, key: string): Promise<unknown> }) => Promise<T>): Promise<T> {
  const db = await open();
  try {
    const tx = db.transaction("kept", mode, { durability: "strict" });
    const value = await work(tx.store as never);
    await tx.done;
    return value;
  } finally {
    db.close();
  }
}

/** The user who signed in last and has not signed out; null on a fresh phone. */
export const currentUser = (): Promise<User | null> =>
  once("readonly", async (table) => ((await table.get("user")) as User | null | undefined) ?? null);

export const rememberUser = (user: User | null): Promise<void> =>
  once("readwrite", async (table) => { await table.put!(user, "user"); });
