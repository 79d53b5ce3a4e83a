/** The bytes of photos and signatures: saved together with what refers to them, read back before they count. */
import { layBallast } from "./ballast";
import { changeAndForget } from "../drafts/draft-edits";
import type { Connection } from "../connection";
import { instant } from "../clock";
import { StoreError } from "../errors";
import { sha256 } from "../hash";
import { failpoint } from "../failpoints";
import { dropHashes, erase, isNamed, isUnsent, PHOTO_TABLES } from "./references";
import type { Draft, PhotoInfo, Sha256, Uuid } from "../types";

export function makeVault(connection: Connection) {
  /** Bytes, their row and the draft in one transaction; then read back. What differs is told, and never called saved. */
  async function keep(
    draftId: Uuid,
    bytes: ArrayBuffer,
    type: string,
    refer: (draft: Draft, hash: Sha256) => void,
    { reserve }: { reserve: boolean },
  ): Promise<Sha256> {
    if (!reserve && connection.ballastIsSpent && !(await layBallast(connection)))
      throw new StoreError("quota");
    const hash = await sha256(bytes);
    const info: PhotoInfo = {
      sha256: hash,
      size: bytes.byteLength,
      type,
      here: true,
      uploaded: false,
      receipted: false,
      saved_at: instant(Date.now()),
    };
    await connection.write(
      PHOTO_TABLES,
      ["drafts", "photos"],
      async (tx) => {
        const { uploaded, receipted } = (await tx.objectStore("photos").get(hash)) ?? info;
        await tx.objectStore("bytes").put(bytes, hash);
        await tx.objectStore("photos").put({ ...info, uploaded, receipted });
        await changeAndForget(tx, draftId, (draft) => refer(draft, hash));
      },
      { reserve },
    );
    failpoint("photo.written");
    if (await verified(hash)) return hash;
    await connection.write(PHOTO_TABLES, ["drafts", "photos"], (tx) =>
      changeAndForget(tx, draftId, (draft) => dropHashes(draft, new Set([hash]))),
    );
    throw new StoreError("photo_mismatch");
  }

  /** Reads the bytes back and compares them with their name; marks what is spoiled. */
  async function verified(hash: Sha256): Promise<ArrayBuffer | null> {
    const bytes = await connection.readBytes(hash);
    if (bytes && (await sha256(bytes)) === hash) return bytes;
    await mark(hash, { spoiled: true });
    return null;
  }

  async function mark(hash: Sha256, change: Partial<PhotoInfo>): Promise<void> {
    await connection.write(["photos"], ["photos", "outbox"], async (tx) => {
      const info = await tx.objectStore("photos").get(hash);
      if (info) await tx.objectStore("photos").put({ ...info, ...change });
    });
  }

  /** Where its half-finished upload continues; null: begin again. */
  async function locate(hash: Sha256, location: string | null): Promise<void> {
    await connection.write(["photos"], [], async (tx) => {
      const info = await tx.objectStore("photos").get(hash);
      if (!info) return;
      const { location: _old, ...rest } = info;
      await tx.objectStore("photos").put(location ? { ...rest, location } : rest);
    });
  }

  /** Gives back the room of photos that a receipt lists and nothing unsent names. True if there were any. */
  async function freeReceipted(): Promise<boolean> {
    return connection.write(
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
  }

  /** Bytes that nothing here names and that the server may still want. */
  const orphans = (): Promise<PhotoInfo[]> =>
    connection.read(PHOTO_TABLES, async (tx) => {
      const found: PhotoInfo[] = [];
      for (const info of await tx.objectStore("photos").getAll())
        if (info.orphaned && !(await isNamed(tx, info.sha256))) found.push(info);
      return found;
    });

  /** The server waits for none of these; what was named again meanwhile stays. */
  const forgetOrphans = (hashes: Sha256[]): Promise<void> =>
    connection.write(PHOTO_TABLES, ["photos"], async (tx) => {
      for (const hash of hashes) if (!(await isNamed(tx, hash))) await erase(tx, hash);
    });

  connection.makeRoom = freeReceipted;
  return { keep, verified, mark, locate, freeReceipted, orphans, forgetOrphans };
}
