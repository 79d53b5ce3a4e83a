/** Who uses this phone, remembered across restarts without a network. A database of its own: partitions belong to users. */
import { openDB, type DBSchema } from "idb";
import type { User } from "./types";

interface Device extends DBSchema {
  kept: { key: string; value: User };
}

const open = () =>
  openDB<Device>("inspect-device", 1, {
    upgrade: (db) => {
      db.createObjectStore("kept");
    },
  });

/** The user who signed in last and has not signed out; null on a fresh phone. */
export async function currentUser(): Promise<User | null> {
  const db = await open();
  try {
    return (await db.get("kept", "user")) ?? null;
  } finally {
    db.close();
  }
}

export async function rememberUser(user: User | null): Promise<void> {
  const db = await open();
  try {
    const tx = db.transaction("kept", "readwrite", { durability: "strict" });
    await (user ? tx.store.put(user, "user") : tx.store.delete("user"));
    await tx.done;
  } finally {
    db.close();
  }
}
