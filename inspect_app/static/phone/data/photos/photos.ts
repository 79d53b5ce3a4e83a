/** Adds photos and signatures to drafts and takes them off. Their bytes are named by SHA-256. */
import { changeAndForget } from "../drafts/change-draft";
import { draftDigest } from "../drafts/signed-content";
import type { Connection } from "../connection";
import { instant } from "../clock";
import { StoreError } from "../errors";
import { readVerified, saveBytes, type Refer } from "./bytes";
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
import { eraseOrphans, freeReceipted, listOrphans, locateUpload, markPhoto } from "./upload-marks";

export type Shrink = (file: Blob) => Promise<SmallPhoto>;

export function makePhotos(connection: Connection, shrink: Shrink) {
  connection.makeRoom = () => freeReceipted(connection);
  return {
    ...makeEvidence(connection, shrink),
    ...makeSignatures(connection),
    /** Reads the bytes for showing; null when they are not on this phone. Wrap them in a Blob only then. */
    bytes: (hash: Sha256): Promise<ArrayBuffer | null> => connection.readBytes(hash),
    info: async (hash: Sha256): Promise<PhotoInfo | null> =>
      (await connection.read(["photos"], (tx) => tx.objectStore("photos").get(hash))) ?? null,
    all: (): Promise<PhotoInfo[]> => connection.read(["photos"], (tx) => tx.objectStore("photos").getAll()),
    verified: (hash: Sha256) => readVerified(connection, hash),
    mark: (hash: Sha256, change: Partial<PhotoInfo>) => markPhoto(connection, hash, change),
    locate: (hash: Sha256, location: string | null) => locateUpload(connection, hash, location),
    freeReceipted: () => freeReceipted(connection),
    orphans: () => listOrphans(connection),
    eraseOrphans: (hashes: Sha256[]) => eraseOrphans(connection, hashes),
  };
}

const change = (connection: Connection, id: Uuid, work: (draft: Draft) => void): Promise<Draft> =>
  connection.write(PHOTO_TABLES, ["drafts", "photos"], (tx) => changeAndForget(tx, id, work));

function makeEvidence(connection: Connection, shrink: Shrink) {
  return {
    /** Shrinks (off the main thread), saves and reads back one photo. Resolves when it is safe on the
     * disk. `opening`: of the camera that took it; an earlier photo, or one of the album, does not stand
     * for the one still to come. Throws `photo_damaged`, `quota` (answers still save), `photo_mismatch`
     * (take it again), `draft_gone`. */
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
      const refer: Refer = (draft, sha256) => {
        const others = (draft.photos[item] ?? []).filter((photo) => photo.sha256 !== sha256);
        draft.photos[item] = [...others, { sha256, taken_at, source, role }];
        if (draft.camera_opening === opening) draft.camera_item = null;
      };
      const sha256 = await saveBytes(connection, draftId, small.bytes, small.type, refer, { reserve: false });
      return { sha256, taken_at, source, role };
    },

    /** Saves bytes that need not be made small, and reads them back; `refer` names them in the draft. */
    keep: (draftId: Uuid, bytes: ArrayBuffer, type: string, refer: Refer): Promise<Sha256> =>
      saveBytes(connection, draftId, bytes, type, refer, { reserve: false }),

    /** Takes a photo off an item with its marked copy; their bytes go when nothing else names them. */
    remove: (draftId: Uuid, item: string, hash: Sha256): Promise<Draft> =>
      change(connection, draftId, (draft) => {
        const left = (draft.photos[item] ?? []).filter((photo) => photo.sha256 !== hash && photo.of !== hash);
        if (left.length) draft.photos[item] = left;
        else delete draft.photos[item];
      }),
  };
}

type Signer = { role: "inspector"; user: Uuid } | { role: "present"; name?: string };

function makeSignatures(connection: Connection) {
  return {
    /** Saves a drawn signature (PNG): one per inspector, one of the person present, who then no longer
     * refuses. It is small and nothing is sealed without it, so like the answers it goes on where photos
     * stop. It is given for the draft as it lies on the disk: what is saved later makes it void. */
    async sign(draftId: Uuid, by: Signer, png: ArrayBuffer | Blob): Promise<SignatureRef> {
      const bytes = png instanceof Blob ? await png.arrayBuffer() : png;
      const draft = await connection.read(["drafts"], (tx) => tx.objectStore("drafts").get(draftId));
      if (!draft) throw new StoreError("draft_gone");
      const { rev } = draft;
      const refusal = by.role === "present" ? null : draft.refusal;
      const content_digest = await draftDigest({ ...draft, refusal });
      const given = { ...by, signed_at: instant(Date.now()), content_digest, rev };
      const isSame = (other: SignatureRef) =>
        other.role === by.role && other.user === ("user" in by ? by.user : undefined);
      const refer: Refer = (draft, sha256) => {
        draft.signatures = [...draft.signatures.filter((other) => !isSame(other)), { ...given, sha256 }];
        if (by.role === "present") draft.refusal = null;
        else
          for (const one of draft.inspectors)
            if (one.user === by.user && one.cosigned !== "self") one.cosigned = "signature";
      };
      return {
        ...given,
        sha256: await saveBytes(connection, draftId, bytes, "image/png", refer, { reserve: true }),
      };
    },
    unsign: (draftId: Uuid, hash: Sha256): Promise<Draft> =>
      change(connection, draftId, (draft) => {
        draft.signatures = draft.signatures.filter((ref) => ref.sha256 !== hash);
      }),
  };
}
