/** One tab at a time talks to the server: Web Locks, or a lease row where there are none. */
import type { Store } from "../data";
import { uuid7 } from "../data/ids";

const LONGEST_WAIT = 120_000;
const LEASE = 30_000;
const owner = uuid7();

/** Runs the work alone. Null when another tab is at it and stays at it: it will see what we wrote. */
export async function alone<T>(store: Store, work: () => Promise<T>): Promise<T | null> {
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  if (!locks) return withLease(store, work);
  try {
    return await locks.request("sync", { signal: AbortSignal.timeout(LONGEST_WAIT) }, work);
  } catch (error) {
    if (error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError"))
      return null;
    throw error;
  }
}

async function withLease<T>(store: Store, work: () => Promise<T>): Promise<T | null> {
  if (!(await store.meta.takeLease(owner, Date.now() + LEASE))) return null;
  const renewal = setInterval(() => void store.meta.takeLease(owner, Date.now() + LEASE), LEASE / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await store.meta.takeLease(owner, 0);
  }
}
