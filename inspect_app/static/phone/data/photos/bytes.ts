/** Saves the bytes of photos and signatures with what refers to them, and reads them back. */
import { layBallast } from "./ballast";
import { changeAndForget } from "../drafts/change-draft";
import type { Connection } from "../connection";
import { instant } from "../clock";
import { StoreError } from "../errors";
import { sha256 } from "../hash";
import { failpoint } from "../failpoints";
import { dropHashes, PHOTO_TABLES } from "./references";
import { markPhoto } from "./upload-marks";
import type { Writing } from "../schema";
import type { Draft, PhotoInfo, Sha256, Uuid } from "../types";

/** Adds what refers to the bytes to the draft. */
export type Refer = (draft: Draft, hash: Sha256) => void;

/** Writes bytes, their row and the drafts in one transaction, then reads the bytes back. Throws
 * `photo_mismatch` for what differs: that is never called saved. `reserve`: may the ballast be freed for
 * it? */
export async function saveBytes(
  connection: Connection,
  draftIds: Uuid | readonly Uuid[],
  bytes: ArrayBuffer,
  type: string,
  refer: Refer,
  { reserve }: { reserve: boolean },
): Promise<Sha256> {
  if (!reserve && connection.ballastIsSpent && !(await layBallast(connection))) throw new StoreError("quota");
  const hash = await sha256(bytes);
  const changeEach = async (tx: Writing, change: (draft: Draft) => void) => {
    for (const id of [draftIds].flat()) await changeAndForget(tx, id, change);
  };
  const info = unsentInfo(hash, bytes.byteLength, type);
  await connection.write(
    PHOTO_TABLES,
    ["drafts", "photos"],
    async (tx) => {
      const { uploaded, receipted } = (await tx.objectStore("photos").get(hash)) ?? info;
      await tx.objectStore("bytes").put(bytes, hash);
      await tx.objectStore("photos").put({ ...info, uploaded, receipted });
      await changeEach(tx, (draft) => refer(draft, hash));
    },
    { reserve },
  );
  failpoint("photo.written");
  if (await readVerified(connection, hash)) return hash;
  await connection.write(PHOTO_TABLES, ["drafts", "photos"], (tx) =>
    changeEach(tx, (draft) => dropHashes(draft, new Set([hash]))),
  );
  throw new StoreError("photo_mismatch");
}

/** The row of bytes that the server knows nothing of. */
export const unsentInfo = (sha256: Sha256, size: number, type: string): PhotoInfo => ({
  ...{ sha256, size, type },
  ...{ here: true, uploaded: false, receipted: false },
  saved_at: instant(Date.now()),
});

/** Reads the bytes back and compares them with their name; marks what is spoiled and returns null for it. */
export async function readVerified(connection: Connection, hash: Sha256): Promise<ArrayBuffer | null> {
  const bytes = await connection.readBytes(hash);
  if (bytes && (await sha256(bytes)) === hash) return bytes;
  await markPhoto(connection, hash, { spoiled: true });
  return null;
}
