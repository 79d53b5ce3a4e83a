/** Writes down what became of photos: uploaded, half-way, spoiled, freed, orphaned. */
import type { Connection } from "../connection";
import { erase, isNamed, isUnsent, PHOTO_TABLES } from "./references";
import type { PhotoInfo, Sha256 } from "../types";

/** Changes what is known of one photo, if it is known at all. */
export async function markPhoto(
  connection: Connection,
  hash: Sha256,
  change: Partial<PhotoInfo>,
): Promise<void> {
  await connection.write(["photos"], ["photos", "outbox"], async (tx) => {
    const info = await tx.objectStore("photos").get(hash);
    if (info) await tx.objectStore("photos").put({ ...info, ...change });
  });
}

/** Notes where a half-finished upload continues; null: it begins again. */
export async function locateUpload(
  connection: Connection,
  hash: Sha256,
  location: string | null,
): Promise<void> {
  await connection.write(["photos"], [], async (tx) => {
    const info = await tx.objectStore("photos").get(hash);
    if (!info) return;
    const { location: _old, ...rest } = info;
    await tx.objectStore("photos").put(location ? { ...rest, location } : rest);
  });
}

/** Frees the bytes of photos that a receipt lists and nothing unsent names. True if there were any. */
export const freeReceipted = (connection: Connection): Promise<boolean> =>
  connection.write(
    PHOTO_TABLES,
    ["photos"],
    async (tx) => {
      let freed = false;
      for (const info of await tx.objectStore("photos").getAll()) {
        if (!info.here || !info.receipted || (await isUnsent(tx, info.sha256))) continue;
        await tx.objectStore("bytes").delete(info.sha256);
        await tx.objectStore("photos").put({ ...info, here: false });
        freed = true;
      }
      return freed;
    },
    { reserve: false, room: false },
  );

/** Lists bytes that nothing here names and that the server may still want. */
export const listOrphans = (connection: Connection): Promise<PhotoInfo[]> =>
  connection.read(PHOTO_TABLES, async (tx) => {
    const found: PhotoInfo[] = [];
    for (const info of await tx.objectStore("photos").getAll())
      if (info.orphaned && !(await isNamed(tx, info.sha256))) found.push(info);
    return found;
  });

/** Erases orphans that the server does not wait for; what was named again meanwhile stays. */
export const eraseOrphans = (connection: Connection, hashes: Sha256[]): Promise<void> =>
  connection.write(PHOTO_TABLES, ["photos"], async (tx) => {
    for (const hash of hashes) if (!(await isNamed(tx, hash))) await erase(tx, hash);
  });
