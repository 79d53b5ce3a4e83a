/** Lists who has work on this phone: asked where work is saved to a file, not at a start. */
import { onDevice } from "./device";
import type { User } from "./types";

/** Lists everybody whose partition lies on this phone, also where the names cannot be read. */
export async function listKnownUsers(): Promise<User[]> {
  let failure: unknown;
  const named = await onDevice((db) => db.getAll("signed_in")).catch((error: unknown) => {
    failure = error;
    return [];
  });
  const known = new Map(named.filter(({ id }) => id).map((user) => [user.id, user]));
  // Firefox of before 2024 does not tell the names; then only who signed in since is known.
  for (const { name = "" } of (await indexedDB.databases?.()) ?? []) {
    const id = /^inspect:(.+)$/.exec(name)?.[1];
    if (id && !known.has(id)) known.set(id, { id, name: id.slice(0, 8), role: "inspector" });
  }
  // "Nothing here" must never be said where one could not look.
  if (failure && !known.size) throw failure;
  return [...known.values()];
}
