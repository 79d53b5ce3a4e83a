/** Which bytes are named by what: nothing that is still named may be deleted. */
import type { Reading, TableName, Writing } from "./schema";
import type { BlobRef, Draft, Instant, Sha256 } from "./types";

/** Photos and signatures that the server takes with one record. */
export const MOST_BLOBS = 200;

/** What a transaction needs that may delete bytes. */
export const PHOTO_TABLES = ["drafts", "photos", "bytes", "outbox", "sent"] satisfies TableName[];

export const hashesOf = (draft: Pick<Draft, "photos" | "signatures">): Sha256[] => [
  ...new Set([...Object.values(draft.photos).flat(), ...draft.signatures].map((ref) => ref.sha256)),
];

/** With those of a sheet that may still be put back. */
export const keptBy = (draft: Draft): Sha256[] => [
  ...hashesOf(draft),
  ...hashesOf({ photos: draft.removed?.photos ?? {}, signatures: [] }),
];

/** Takes photos and signatures out of a draft. */
export function dropHashes(draft: Draft, dropped: Set<Sha256>): void {
  draft.signatures = draft.signatures.filter((ref) => !dropped.has(ref.sha256));
  for (const [item, photos] of Object.entries(draft.photos)) {
    const left = photos.filter((ref) => !dropped.has(ref.sha256));
    if (left.length) draft.photos[item] = left;
    else delete draft.photos[item];
  }
}

/** Bytes never taken on this phone: the server holds them, this phone only names them. */
export async function nameAtServer(tx: Writing, blobs: BlobRef[], saved_at: Instant): Promise<void> {
  for (const blob of blobs) {
    if (await tx.objectStore("photos").get(blob.sha256)) continue;
    const held = { here: false, uploaded: true, receipted: false };
    await tx.objectStore("photos").put({ ...blob, ...held, saved_at });
  }
}

/** Does a draft or an unsent record name these bytes? */
export async function isUnsent(tx: Reading | Writing, hash: Sha256): Promise<boolean> {
  const drafts = await tx.objectStore("drafts").getAll();
  if (drafts.some((draft) => keptBy(draft).includes(hash))) return true;
  return (await tx.objectStore("outbox").getAll()).some((record) =>
    record.blobs.some((blob) => blob.sha256 === hash),
  );
}

/** Deletes bytes and their row unless a draft, an unsent or a sent record names them, or one that is forgotten needs them still. */
export async function forget(tx: Writing, hash: Sha256): Promise<void> {
  const info = await tx.objectStore("photos").get(hash);
  if (info?.orphaned && !info.receipted) return;
  if (await isUnsent(tx, hash)) return;
  const sent = await tx.objectStore("sent").getAll();
  if (sent.some((record) => record.blobs.some((blob) => blob.sha256 === hash))) return;
  await tx.objectStore("photos").delete(hash);
  await tx.objectStore("bytes").delete(hash);
}
