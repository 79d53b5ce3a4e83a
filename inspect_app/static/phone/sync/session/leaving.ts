/** Signs a person out, and drops what he may not read any more. What is not sent outlives both. */
import { currentUser, isPhoto, openStore, type Store } from "../../data";
import { forgetName, noteSessionLeft, rememberUser } from "../../data/device";
import { SyncError } from "../problems";
import { logout } from "./ending";
import { markSignedIn } from "../shell/shell";
import type { LogoutAnswer } from "../types";

/** Drops the lists of the person of this phone if it is he who may not sign in any more. */
export async function dropListsOf(name: string): Promise<void> {
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
