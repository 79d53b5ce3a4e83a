/** Signs in and out. What is not sent belongs to its author and outlives both. */
import { currentUser, isPhoto, openStore, type Store, type User } from "../../data";
import { forgetName, rememberUser } from "../../data/device";
import { call } from "../http";
import { problem, SyncError } from "../problems";
import { markSignedIn } from "../shell/shell";
import type { LogoutAnswer, SignedIn } from "../types";

/** Signs in. Rejects with a `SyncError`: `credentials`, `code` (a second factor is due), `revoked`,
 * `role`, `offline`, or what the server says. */
export async function signIn(user: string, password: string, code?: string): Promise<User> {
  const reply = await call<SignedIn>("/auth/login", { user, password, ...(code ? { code } : {}) });
  if (reply.kind === "offline") throw new SyncError(problem("offline"));
  if (reply.kind === "refused") {
    if (reply.problem.code === "revoked") await dropListsOf(user);
    throw new SyncError(reply.problem);
  }
  const { user: named, notice } = reply.data;
  if (named?.role !== "inspector") throw new SyncError(problem("role"));
  const who: User = { ...named, ...(notice === true ? { notice } : {}) };
  await rememberUser(who);
  await markSignedIn(true);
  void navigator.storage?.persist?.().catch(() => false); // Firefox asks the user and waits for the answer
  return who;
}

/** Drops the lists of the person of this phone if it is he who may not sign in any more. */
async function dropListsOf(name: string): Promise<void> {
  const user = await currentUser();
  if (user?.name !== name) return;
  const store = openStore(user);
  await store.wire.dropLists().finally(() => store.close());
}

/** Signs out and drops the lists that were pulled. Refused while anything is unsent, unless `keep`: it stays
 * in this user's partition, with what was sent. */
export async function signOut(store: Store, { keep = false } = {}): Promise<LogoutAnswer> {
  const [records, drafts, photos] = await Promise.all([
    store.outbox.count(),
    store.drafts.all(),
    store.wire.photosToSend(),
  ]);
  const unsent = { records: records.count, drafts: drafts.length, photos: photos.filter(isPhoto).length };
  if (!keep && unsent.records + unsent.drafts > 0) return { done: false, unsent };
  const reply = await call("/auth/logout", {});
  // Without the server the cookie would live on and the next person here would send as this one.
  if (reply.kind === "offline") throw new SyncError(problem("offline"));
  if (reply.kind === "refused" && reply.problem.code !== "sign_in") throw new SyncError(reply.problem);
  await store.wire.dropLists();
  await rememberUser(null);
  if (unsent.records + unsent.drafts === 0) await forgetName(store.user);
  await markSignedIn(false);
  return { done: true };
}
