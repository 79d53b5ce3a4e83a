/** Begins inspections, finds those under way and throws them away. */
import { beginDraft, type Begin } from "./begin";
import type { Connection } from "../connection";
import { makeEdits } from "./edits";
import type { makeChecklists } from "../feed/catalogue";
import { forget, namedHashes, PHOTO_TABLES } from "../photos/references";
import { draftDigest } from "./signed-content";
import type { Draft, Sha256, Uuid } from "../types";

export function makeDrafts(
  connection: Connection,
  author: Uuid,
  checklists: ReturnType<typeof makeChecklists>,
) {
  return {
    ...makeEdits(connection, author),
    /** Lists all drafts, newest first. */
    all: async (): Promise<Draft[]> =>
      (await connection.read(["drafts"], (tx) => tx.objectStore("drafts").getAll())).reverse(),
    get: async (id: Uuid): Promise<Draft | null> =>
      (await connection.read(["drafts"], (tx) => tx.objectStore("drafts").get(id))) ?? null,

    /** Computes the digest of what a draft shows to whoever signs it. */
    shown: (draft: Draft): Promise<Sha256> => draftDigest(draft),

    /** Begins an inspection now. Throws `unknown_premises` or `no_checklist`. */
    start: (premisesId: Uuid, begin: Begin = {}): Promise<Draft> =>
      beginDraft(connection, checklists, author, premisesId, begin),

    /** Throws the draft away with the photos that nothing else names. Its last backup stays noted, so that
     * it does not come back from the server. */
    discard: (id: Uuid): Promise<void> =>
      connection.write(PHOTO_TABLES, ["drafts", "photos"], async (tx) => {
        const draft = await tx.objectStore("drafts").get(id);
        if (!draft) return;
        await tx.objectStore("drafts").delete(id);
        for (const hash of namedHashes(draft)) await forget(tx, hash);
      }),
  };
}
