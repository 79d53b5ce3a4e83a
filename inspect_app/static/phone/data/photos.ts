/** Photos and signatures: bytes under their SHA-256, saved together with what refers to them, read back before they count. */
import { changeDraft } from "./drafts";
import type { Connection } from "./connection";
import { instant } from "./clock";
import { StoreError } from "./errors";
import { sha256 } from "./hash";
import { forget, isUnsent } from "./references";
import type { SmallPhoto } from "./shrink";
import type { TableName } from "./schema";
import type { Draft, PhotoInfo, PhotoRef, PhotoRole, PhotoSource, Sha256, SignatureRef, Uuid } from "./types";

const TABLES = ["drafts", "photos", "bytes", "outbox", "sent"] satisfies TableName[];

export type Shrink = (file: Blob) => Promise<SmallPhoto>;

export function makePhotos(connection: Connection, shrink: Shrink) {
  /** Bytes, their row and the draft in one transaction; then read back. What differs is told, and never called saved. */
  async function keep(draftId: Uuid, bytes: ArrayBuffer, type: string, refer: (draft: Draft, hash: Sha256) => void): Promise<Sha256> {
    const hash = await sha256(bytes);
    const info: PhotoInfo = { sha256: hash, size: bytes.byteLength, type, here: true, uploaded: false, receipted: false, saved_at: instant(Date.now()) };
    await connection.write(TABLES, ["drafts", "photos"], async (tx) => {
      const known = await tx.objectStore("photos").get(hash);
      await tx.objectStore("bytes").put(bytes, hash);
      await tx.objectStore("photos").put({ ...info, ...(known ? { uploaded: known.uploaded, receipted: known.receipted } : {}) });
      await changeDraft(tx, draftId, (draft) => refer(draft, hash));
    }, { reserve: false });
    if (!(await verified(hash))) throw new StoreError("photo_mismatch");
    return hash;
  }

  async function bytesOf(hash: Sha256): Promise<ArrayBuffer | null> {
    return (await connection.read(["bytes"], (tx) => tx.objectStore("bytes").get(hash))) ?? null;
  }

  /** Reads the bytes back and compares them with their name; marks what is spoiled. */
  async function verified(hash: Sha256): Promise<ArrayBuffer | null> {
    const bytes = await bytesOf(hash);
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
    return connection.write(TABLES, ["photos"], async (tx) => {
      let freed = false;
      for (const info of await tx.objectStore("photos").getAll()) {
        if (!info.here || !info.receipted || (await isUnsent(tx, info.sha256))) continue;
        await tx.objectStore("bytes").delete(info.sha256);
        await tx.objectStore("photos").put({ ...info, here: false });
        freed = true;
      }
      return freed;
    }, { reserve: false, room: false });
  }
  connection.makeRoom = freeReceipted;

  return {
    /** Shrinks (off the main thread), saves and reads back one photo. Resolves when it is safe on the disk.
     * Throws `photo_damaged`, `quota` (nothing was changed, answers still save), `photo_mismatch` (retake), `draft_gone`. */
    async add(draftId: Uuid, item: string, file: Blob, source: PhotoSource, role: PhotoRole = "evidence"): Promise<PhotoRef> {
      const small = await shrink(file);
      const taken_at = instant(source === "album" && file instanceof File ? file.lastModified : Date.now());
      let ref: PhotoRef = { sha256: "", taken_at, source, role };
      await keep(draftId, small.bytes, small.type, (draft, hash) => {
        ref = { ...ref, sha256: hash };
        const others = (draft.photos[item] ?? []).filter((photo) => photo.sha256 !== hash);
        draft.photos[item] = [...others, ref];
        if (draft.camera_item === item) draft.camera_item = null;
      });
      return ref;
    },

    /** Takes a photo off an item; its bytes go when nothing else names them. */
    remove: (draftId: Uuid, item: string, hash: Sha256): Promise<void> => connection.write(TABLES, ["drafts", "photos"], async (tx) => {
      await changeDraft(tx, draftId, (draft) => {
        const left = (draft.photos[item] ?? []).filter((photo) => photo.sha256 !== hash);
        if (left.length) draft.photos[item] = left;
        else delete draft.photos[item];
      });
      await forget(tx, hash);
    }),

    /** Saves a drawn signature (PNG). One per inspector, one of the person present, who then no longer refuses. */
    async sign(draftId: Uuid, by: { role: "inspector"; user: Uuid } | { role: "present"; name?: string }, png: ArrayBuffer | Blob): Promise<SignatureRef> {
      const bytes = png instanceof Blob ? await png.arrayBuffer() : png;
      let ref: SignatureRef = { ...by, sha256: "" };
      await keep(draftId, bytes, "image/png", (draft, hash) => {
        ref = { ...by, sha256: hash };
        const isSame = (other: SignatureRef) => other.role === by.role && other.user === ("user" in by ? by.user : undefined);
        draft.signatures = [...draft.signatures.filter((other) => !isSame(other)), ref];
        if (by.role === "present") draft.refusal = null;
      });
      return ref;
    },
    unsign: (draftId: Uuid, hash: Sha256): Promise<void> => connection.write(TABLES, ["drafts", "photos"], async (tx) => {
      await changeDraft(tx, draftId, (draft) => { draft.signatures = draft.signatures.filter((ref) => ref.sha256 !== hash); });
      await forget(tx, hash);
    }),

    /** The bytes for showing; null when they are not on this phone (any more). Wrap them in a Blob only for display. */
    bytes: bytesOf,
    info: async (hash: Sha256): Promise<PhotoInfo | null> => (await connection.read(["photos"], (tx) => tx.objectStore("photos").get(hash))) ?? null,
    all: (): Promise<PhotoInfo[]> => connection.read(["photos"], (tx) => tx.objectStore("photos").getAll()),
    verified,
    mark,
    locate,
    freeReceipted,
  };
}
