/** Pins pulled rows that must outlive the cache. */
import type { Writing } from "../schema";

/** Copies a checklist in use to where it stays readable when the cache is dropped. */
export async function pinChecklist(tx: Writing, sha256: string): Promise<void> {
  const rows = await tx.objectStore("rows").getAll(IDBKeyRange.bound(["checklist"], ["checklist", []]));
  const found = rows.find((row) => row.data.sha256 === sha256);
  if (found) await tx.objectStore("pinned").put({ ...found.data, sha256 });
}
