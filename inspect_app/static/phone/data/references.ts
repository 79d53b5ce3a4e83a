/** Which bytes are named by what: nothing that is still named may be deleted. */
import type { Reading, Writing } from "./schema";
import type { Draft, Sha256 } from "./types";

export const hashesOf = (draft: Pick<Draft, "photos" | "signatures">): Sha256[] => [
  ...new Set([...Object.values(draft.photos).flat(), ...draft.signatures].map((ref) => ref.sha256)),
];

/** Does a draft or an unsent record name these bytes? */
export async function isUnsent(tx: Reading | Writing, hash: Sha256): Promise<boolean> {
  const drafts = await tx.objectStore("drafts").getAll();
  if (drafts.some((draft) => hashesOf(draft).includes(hash))) return true;
  return (await tx.objectStore("outbox").getAll()).some((record) =>
    record.blobs.some((blob) => blob.sha256 === hash),
  );
}

/** Deletes bytes and their row unless a draft, an unsent or a sent record names them. */
export async function forget(tx: Writing, hash: Sha256): Promise<void> {
  if (await isUnsent(tx, hash)) return;
  const sent = await tx.objectStore("sent").getAll();
  if (sent.some((record) => record.blobs.some((blob) => blob.sha256 === hash))) return;
  await tx.objectStore("photos").delete(hash);
  await tx.objectStore("bytes").delete(hash);
}
