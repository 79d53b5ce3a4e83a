/** Remembers who uses this phone. A database of its own, as partitions belong to users. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { StoreError } from "./errors";
import { isQuota } from "./faults";
import type { User } from "./types";

interface Device extends DBSchema {
  signed_in: { key: string; value: User };
}

const openDevice = () =>
  openDB<Device>("inspect-device", 1, {
    upgrade: (db) => {
      db.createObjectStore("signed_in");
    },
  });

/** Runs the work on the phone's own database, twice if need be: storage that fell over is often back. */
export async function onDevice<T>(work: (db: IDBPDatabase<Device>) => Promise<T>): Promise<T> {
  const attempt = async () => {
    const db = await openDevice();
    return work(db).finally(() => db.close());
  };
  return attempt()
    .catch(attempt)
    .catch((error: unknown) =>
      Promise.reject(new StoreError(isQuota(error) ? "quota" : "storage_lost", error)),
    );
}

/** Finds the user who signed in last and has not signed out; null on a fresh phone. */
export const currentUser = (): Promise<User | null> =>
  onDevice(async (db) => (await db.get("signed_in", "user")) ?? null);

/** One object for this page: a channel does not hear itself. */
let channel: BroadcastChannel | null = null;
function userChannel(): BroadcastChannel | null {
  channel ??= typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("inspect-user");
  return channel;
}

/** Calls back when another window signed in or out, and when this one is shown: it may have slept. */
export function watchUser(listener: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  userChannel()?.addEventListener("message", listener, { signal });
  addEventListener("pageshow", listener, { signal });
  document.addEventListener("visibilitychange", listener, { signal });
  return () => stop.abort();
}

/** Forgets the name of one who left no work on this phone. */
export const forgetName = ({ id }: User): Promise<void> =>
  onDevice((db) => db.delete("signed_in", `known:${id}`));

const LEFT = "left";

/** Tells whether somebody signed out here without a network, so that the server does not know. */
export const isSessionLeft = (): Promise<boolean> =>
  onDevice(async (db) => (await db.count("signed_in", LEFT)) > 0);

/** Notes that a session was left at the server, without saying whose. */
export const noteSessionLeft = (left: boolean): Promise<void> =>
  onDevice(async (db) => {
    if (left) await db.put("signed_in", { id: "", name: "", role: "" }, LEFT);
    else await db.delete("signed_in", LEFT);
  });

/** Writes down who is signed in (null: nobody) and tells the other windows. */
export async function rememberUser(user: User | null): Promise<void> {
  await onDevice(async (db) => {
    const tx = db.transaction("signed_in", "readwrite", { durability: "strict" });
    await (user ? tx.store.put(user, "user") : tx.store.delete("user"));
    if (user) await tx.store.put(user, `known:${user.id}`);
    await tx.done;
  });
  userChannel()?.postMessage(null);
}
