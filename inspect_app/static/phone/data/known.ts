/** Who has work on this phone: asked where work is saved to a file, not at a start. */
import { openDevice } from "./device";
import type { User } from "./types";

/** Everybody whose partition lies on this phone, signed in or not. */
export async function listKnown(): Promise<User[]> {
  const db = await openDevice();
  try {
    const known = new Map((await db.getAll("kept")).map((user) => [user.id, user]));
    // Firefox of before 2024 does not tell the names; then only who signed in since is known.
    for (const { name = "" } of (await indexedDB.databases?.()) ?? []) {
      const id = /^inspect:(.+)$/.exec(name)?.[1];
      if (id && !known.has(id)) known.set(id, { id, name: id.slice(0, 8), role: "inspector" });
    }
    return [...known.values()];
  } finally {
    db.close();
  }
}
