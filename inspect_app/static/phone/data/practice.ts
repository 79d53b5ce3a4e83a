/** Keeps a practice apart: a partition of its own, which nothing sends, nothing rescues and the end erases. */
import { openStore, type Store } from ".";
import { instant } from "./clock";
import { digestOf } from "./hash";
import type { FeedScope } from "./feed/rows";
import type { PublishedChecklist, User } from "./types";

/** What a pulled row of a premises or a person says. */
export interface InventedRow {
  collection: "premises" | "person";
  id: string;
  data: Record<string, unknown>;
}

const LOCK = "practice";
/** Not called like the partitions of people: nobody takes it for unsent work. */
const nameOf = ({ id }: User): string => `practice:${id}`;

/** Opens the practice of this person with his checklists and what was invented; goes on with one under way. */
export async function openPractice(
  user: User,
  invent: () => Promise<{ checklists: PublishedChecklist[]; rows: InventedRow[] }>,
): Promise<Store> {
  const store = openStore(user, { name: nameOf(user) });
  if ((await store.premises.all()).length === 0) await fill(store, await invent());
  return store;
}

async function fill(
  store: Store,
  { checklists, rows }: { checklists: PublishedChecklist[]; rows: InventedRow[] },
): Promise<void> {
  const lists = await Promise.all(checklists.map(rowOf));
  const pulled = [...lists, ...rows].map((row, n) => ({ ...row, seq: n + 1, rev: 1 }));
  const page: FeedScope = {
    scope: "practice",
    state: "new",
    upto: pulled.length,
    more: false,
    rows: pulled,
    gone: [],
  };
  await store.wire.applyPage("practice", [page], null);
  await store.meta.set({ last_sync_at: Date.parse(instant(Date.now())) });
}

async function rowOf({ object, ...about }: PublishedChecklist) {
  const body = JSON.stringify(object);
  const data = { ...about, sha256: await digestOf(body), body };
  return { collection: "checklist", id: `${about.code}:${about.version}`, data };
}

/** Holds the practice against being swept away from another tab; returns the way to let go. */
export function holdPractice(): () => void {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks?.request(LOCK, () => held).catch(() => undefined);
  return release;
}

/** Erases what was practised; that a killed app left behind goes with the next start. */
export function erasePractice(user: User): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(nameOf(user));
    for (const event of ["success", "error", "blocked"]) request.addEventListener(event, () => resolve());
  });
}

/** Erases a practice that no tab holds any more. */
export async function sweepPractice(user: User): Promise<void> {
  const { locks } = globalThis.navigator as { locks?: LockManager };
  if (!locks) return;
  await locks.request(LOCK, { ifAvailable: true }, async (free) => {
    if (free) await erasePractice(user);
  });
}
