/** Elects the one tab that talks to the server: by Web Locks, or by a lease row where there are none. */
import type { Store } from "../data";
import { uuid7 } from "../data/ids";
import { LEASE } from "../data/meta";

const LONGEST_WAIT = 10_000;
const SIGN_OF_LIFE = 2_000;
const owner = uuid7();

/** Runs the work in one tab at a time. Null when another tab is at it: it will see what we wrote. */
export async function runAsLeader<T>(store: Store, work: () => Promise<T>): Promise<T | null> {
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  if (!locks) return withLease(store, work);
  const channel = channelOf(store);
  const whileLocked = () => answering(channel, work);
  try {
    return await locks.request("sync", { signal: AbortSignal.timeout(LONGEST_WAIT) }, whileLocked);
  } catch (error) {
    if (!isOver(error)) throw error;
    // A tab that the system froze keeps its lock and does nothing with it.
    if (await isAnswered(channel)) return null;
    return await locks.request("sync", { steal: true }, whileLocked).catch(lost);
  } finally {
    channel?.close();
  }
}

const channelOf = ({ user }: Store): BroadcastChannel | null =>
  typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`leader:${user.id}`);

const isOver = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError");

/** Turns a lost lock into null: the tab that took over sends again what we were at, and it counts once. */
const lost = (error: unknown): null => {
  if (isOver(error)) return null;
  throw error;
};

async function answering<T>(channel: BroadcastChannel | null, work: () => Promise<T>): Promise<T> {
  const answer = (event: MessageEvent<unknown>) => {
    if (event.data === "alive?") channel?.postMessage("alive");
  };
  channel?.addEventListener("message", answer);
  try {
    return await work();
  } finally {
    channel?.removeEventListener("message", answer);
  }
}

function isAnswered(channel: BroadcastChannel | null): Promise<boolean> {
  if (!channel) return Promise.resolve(true);
  return new Promise((resolve) => {
    const patience = setTimeout(() => resolve(false), SIGN_OF_LIFE);
    channel.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (event.data !== "alive") return;
      clearTimeout(patience);
      resolve(true);
    });
    channel.postMessage("alive?");
  });
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
