/** Photos and signatures of drafts. Their bytes are named by SHA-256 and lie in the vault. */
import { changeAndForget } from "../drafts/draft-edits";
import type { Connection } from "../connection";
import { instant } from "../clock";
import { PHOTO_TABLES } from "./references";
import type { SmallPhoto } from "./shrink-draw";
import type {
  Draft,
  PhotoInfo,
  PhotoRef,
  PhotoRole,
  PhotoSource,
  Sha256,
  SignatureRef,
  Uuid,
} from "../types";
import { makeVault } from "./vault";

export type Shrink = (file: Blob) => Promise<SmallPhoto>;

export function makePhotos(connection: Connection, shrink: Shrink) {
  const { keep, ...vault } = makeVault(connection);
  const change = (id: Uuid, work: (draft: Draft) => void): Promise<Draft> =>
    connection.write(PHOTO_TABLES, ["drafts", "photos"], (tx) => changeAndForget(tx, id, work));

  return {
    /** Shrinks (off the main thread), saves and reads back one photo. Resolves when it is safe on the disk. `opening`: of the
     * camera that took it; an earlier photo, or one of the album, does not stand for the one that the camera still owes.
     * Throws `photo_damaged`, `quota` (nothing was changed, answers still save), `photo_mismatch` (retake), `draft_gone`. */
    async add(
      draftId: Uuid,
      item: string,
      file: Blob,
      source: PhotoSource,
      opening: number | null = null,
      role: PhotoRole = "evidence",
    ): Promise<PhotoRef> {
      const small = await shrink(file);
      const taken_at = instant(source === "album" && file instanceof File ? file.lastModified : Date.now());
      let ref: PhotoRef = { sha256: "", taken_at, source, role };
      const refer = (draft: Draft, hash: Sha256) => {
        ref = { ...ref, sha256: hash };
        const others = (draft.photos[item] ?? []).filter((photo) => photo.sha256 !== hash);
        draft.photos[item] = [...others, ref];
        if (draft.camera_opening === opening) draft.camera_item = null;
      };
      await keep(draftId, small.bytes, small.type, refer, { reserve: false });
      return ref;
    },

    /** Takes a photo off an item; its bytes go when nothing else names them. */
    remove: (draftId: Uuid, item: string, hash: Sha256): Promise<Draft> =>
      change(draftId, (draft) => {
        const left = (draft.photos[item] ?? []).filter((photo) => photo.sha256 !== hash);
        if (left.length) draft.photos[item] = left;
        else delete draft.photos[item];
      }),

    /** Saves a drawn signature (PNG). One per inspector, one of the person present, who then no longer refuses. It is small, and
     * without it nothing is sealed: like the answers it goes on where photos stop. */
    async sign(
      draftId: Uuid,
      by: { role: "inspector"; user: Uuid } | { role: "present"; name?: string },
      png: ArrayBuffer | Blob,
    ): Promise<SignatureRef> {
      const bytes = png instanceof Blob ? await png.arrayBuffer() : png;
      let ref: SignatureRef = { ...by, sha256: "" };
      const refer = (draft: Draft, hash: Sha256) => {
        ref = { ...by, sha256: hash };
        const isSame = (other: SignatureRef) =>
          other.role === by.role && other.user === ("user" in by ? by.user : undefined);
        draft.signatures = [...draft.signatures.filter((other) => !isSame(other)), ref];
        if (by.role === "present") draft.refusal = null;
      };
      await keep(draftId, bytes, "image/png", refer, { reserve: true });
      return ref;
    },
    unsign: (draftId: Uuid, hash: Sha256): Promise<Draft> =>
      change(draftId, (draft) => {
        draft.signatures = draft.signatures.filter((ref) => ref.sha256 !== hash);
      }),

    /** The bytes for showing; null when they are not on this phone (any more). Wrap them in a Blob only for display. */
    bytes: (hash: Sha256): Promise<ArrayBuffer | null> => connection.readBytes(hash),
    info: async (hash: Sha256): Promise<PhotoInfo | null> =>
      (await connection.read(["photos"], (tx) => tx.objectStore("photos").get(hash))) ?? null,
    all: (): Promise<PhotoInfo[]> => connection.read(["photos"], (tx) => tx.objectStore("photos").getAll()),
    ...vault,
  };
}
