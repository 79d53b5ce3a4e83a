/** Tells which bytes are named by what: nothing that is still named may be deleted. */
import type { Reading, TableName, Writing } from "../schema";
import type { BlobRef, Draft, Instant, Sha256 } from "../types";

/** Photos and signatures that the server takes with one record. */
export const MOST_BLOBS = 200;

/** What a transaction needs that may delete bytes. */
export const PHOTO_TABLES = ["drafts", "photos", "bytes", "outbox", "sent"] satisfies TableName[];

/** Tells photos from signatures, which are drawn as PNG, and from voice notes. */
export const isPhoto = ({ type }: Pick<BlobRef, "type">): boolean => /^image\/(?!png)/.test(type);

/** What names bytes in a draft. */
type Naming = Pick<Draft, "photos" | "signatures"> & Partial<Pick<Draft, "voice">>;

/** Lists the photos, voice notes and signatures of a draft. */
export const hashesOf = ({ photos, voice, signatures }: Naming): Sha256[] => {
  const named = [...Object.values(photos).flat(), ...Object.values(voice ?? {}), ...signatures];
  return [...new Set(named.map((ref) => ref.sha256))];
};

/** Lists the photos and signatures of a draft, with those of a sheet that may still be put back. */
export const namedHashes = (draft: Draft): Sha256[] => [
  ...hashesOf(draft),
  ...hashesOf({ photos: draft.removed?.photos ?? {}, signatures: [] }),
];

/** Takes photos, voice notes and signatures out of a draft. */
export function dropHashes(draft: Naming, dropped: Set<Sha256>): void {
  draft.signatures = draft.signatures.filter((ref) => !dropped.has(ref.sha256));
  for (const [item, { sha256 }] of Object.entries(draft.voice ?? {}))
    if (dropped.has(sha256)) delete draft.voice![item];
  for (const [item, photos] of Object.entries(draft.photos)) {
    const left = photos.filter((ref) => !dropped.has(ref.sha256) && !(ref.of && dropped.has(ref.of)));
    if (left.length) draft.photos[item] = left;
    else delete draft.photos[item];
  }
}

/** Notes bytes that were never taken on this phone: the server has them, this phone only names them. */
export async function nameAtServer(tx: Writing, blobs: BlobRef[], saved_at: Instant): Promise<void> {
  for (const blob of blobs) {
    if (await tx.objectStore("photos").get(blob.sha256)) continue;
    const atServer = { here: false, uploaded: true, receipted: false };
    await tx.objectStore("photos").put({ ...blob, ...atServer, saved_at });
  }
}

/** Tells whether a draft or an unsent record names these bytes. */
export async function isUnsent(tx: Reading | Writing, hash: Sha256): Promise<boolean> {
  const drafts = await tx.objectStore("drafts").getAll();
  if (drafts.some((draft) => namedHashes(draft).includes(hash))) return true;
  return (await tx.objectStore("outbox").getAll()).some((record) =>
    record.blobs.some((blob) => blob.sha256 === hash),
  );
}

/** Tells whether anything on this phone names these bytes. */
export async function isNamed(tx: Reading | Writing, hash: Sha256): Promise<boolean> {
  if (await isUnsent(tx, hash)) return true;
  const sent = await tx.objectStore("sent").getAll();
  return sent.some((record) => record.blobs.some((blob) => blob.sha256 === hash));
}

/** Erases bytes that nothing names any more. Those that no receipt lists become orphans: a phone that was
 * restored from a copy does not know what it sent since, and only the server can say that no record there
 * waits for them. */
export async function forget(tx: Writing, hash: Sha256): Promise<void> {
  if (await isNamed(tx, hash)) return;
  const info = await tx.objectStore("photos").get(hash);
  if (info?.here && !info.receipted && !info.spoiled)
    await tx.objectStore("photos").put({ ...info, orphaned: true });
  else await erase(tx, hash);
}

export async function erase(tx: Writing, hash: Sha256): Promise<void> {
  await tx.objectStore("photos").delete(hash);
  await tx.objectStore("bytes").delete(hash);
}
