/** Changes a draft: read, changed and written in one strict transaction. */
import { instant } from "../clock";
import { StoreError } from "../errors";
import { forget, namedHashes } from "../photos/references";
import type { Writing } from "../schema";
import type { Draft, Sha256, Uuid } from "../types";

/** Writes the draft as the change leaves it, with its number of edits one higher. Throws `draft_gone`. */
export async function changeDraft(tx: Writing, id: Uuid, change: (draft: Draft) => void): Promise<Draft> {
  const draft = await tx.objectStore("drafts").get(id);
  if (!draft) throw new StoreError("draft_gone");
  change(draft);
  draft.edits += 1;
  draft.saved_at = instant(Date.now());
  await tx.objectStore("drafts").put(draft);
  return draft;
}

/** Writes a change and erases the bytes that nothing names after it. Needs `PHOTO_TABLES`. */
export async function changeAndForget(tx: Writing, id: Uuid, change: (draft: Draft) => void): Promise<Draft> {
  let before: Sha256[] = [];
  const draft = await changeDraft(tx, id, (open) => {
    before = namedHashes(open);
    change(open);
  });
  const left = new Set(namedHashes(draft));
  for (const hash of before) if (!left.has(hash)) await forget(tx, hash);
  return draft;
}
