/** Signs in and out. What is not sent belongs to its author and outlives both. */
import { currentUser, isPhoto, openStore, type Store, type User } from "../../data";
import { forgetName, noteSessionLeft, rememberUser } from "../../data/device";
import { call } from "../http";
import { problem, SyncError } from "../problems";
import { endLeftSession, logout } from "./ending";
import { markSignedIn } from "../shell/shell";
import type { LogoutAnswer, SignedIn } from "../types";

/** Signs in. Rejects with a `SyncError`: `credentials`, `code` (a second factor is due), `revoked`,
 * `role`, `offline`, or what the server says. */
export async function signIn(user: string, password: string, code?: string): Promise<User> {
  const left = await endLeftSession();
  if (left) throw new SyncError(left);
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

/** Signs out and drops the lists that were pulled; without a network the phone is locked all the same, and the
 * session ends at the first contact. Refused while anything is unsent, unless `keep`: it stays
 * in this user's partition, with what was sent. */
export async function signOut(store: Store, { keep = false } = {}): Promise<LogoutAnswer> {
  const [records, drafts, backedUp, photos] = await Promise.all([
    store.outbox.count(),
    store.drafts.all(),
    store.wire.backups.count(),
    store.wire.photosToSend(),
  ]);
  const unsent = {
    records: records.count,
    drafts: drafts.length,
    backedUp,
    photos: photos.filter(isPhoto).length,
  };
  if (!keep && unsent.records + unsent.drafts > 0) return { done: false, unsent };
  const left = await logout();
  if (left && left.code !== "offline") throw new SyncError(left);
  // The cookie lives on: it is ended before anybody signs in, or the next person would send as this one.
  if (left) await noteSessionLeft(true);
  await store.wire.dropLists();
  await rememberUser(null);
  if (unsent.records + unsent.drafts === 0) await forgetName(store.user);
  await markSignedIn(false);
  return { done: true };
}
