/** Seals a draft: its body becomes a string that is sent unchanged for ever. */
import type { Connection } from "../connection";
import { instant } from "../clock";
import { aboutOf, blobsOf, bodyOf, UNTRIED } from "./body";
import { StoreError } from "../errors";
import { draftDigest, isVoid } from "./signed-content";
import { digestOf } from "../hash";
import { failpoint } from "../failpoints";
import { readVerified } from "../photos/bytes";
import { hashesOf } from "../photos/references";
import type { TableName } from "../schema";
import type { Draft, OutboxRecord, Uuid } from "../types";

const TABLES = ["drafts", "backups", "photos", "outbox", "sent"] satisfies TableName[];

export interface Sealing {
  /** Something is ordered: whoever has to put it right gets a one-time code. */
  withCode?: boolean;
}

/** Freezes the draft and puts it into the outbox, in one transaction.
 * Throws `draft_moved` when another tab changed the draft, `photo_gone` when a photo must be taken again,
 * `signature_void` when one was given for other content. */
export async function seal(connection: Connection, id: Uuid, how: Sealing = {}): Promise<OutboxRecord> {
  const draft = await connection.read(["drafts"], (tx) => tx.objectStore("drafts").get(id));
  if (!draft) throw new StoreError("draft_gone");
  await checkPhotos(connection, draft);
  const shown = await draftDigest(draft);
  if (draft.signatures.some((one) => isVoid(one, draft, shown))) throw new StoreError("signature_void");
  // Loaded only where there is a code: a start needs none.
  const codes =
    how.withCode || draft.corrections?.length || draft.answer_code ? await import("./answer-code") : null;
  const drawn = draft.answer_code ? null : await codes?.newCode();
  const made_at = instant(Date.now());
  const body = JSON.stringify(bodyOf({ ...draft, ...drawn?.proof }, made_at));
  const frozen = { body, digest: await digestOf(body), made_at };
  failpoint("seal.frozen");
  return connection.write(TABLES, ["drafts", "outbox"], async (tx) => {
    const now = await tx.objectStore("drafts").get(id);
    if (now?.edits !== draft.edits) throw new StoreError("draft_moved");
    const { rev, base } = draft;
    const blobs = await blobsOf(tx, draft);
    const about = aboutOf(draft);
    const code = drawn?.code ?? (await codes?.findCode(tx, draft));
    const record: OutboxRecord = {
      collection: "inspection",
      id,
      rev,
      base,
      ...frozen,
      blobs,
      ...UNTRIED,
      about,
      ...(code ? { answer_code: code } : {}),
    };
    await tx.objectStore("outbox").put(record);
    await tx.objectStore("drafts").delete(id);
    await tx.objectStore("backups").delete(id);
    return record;
  });
}

/** Reads every photo back once more: on site it can still be taken again. Marks what is spoiled. */
async function checkPhotos(connection: Connection, draft: Draft): Promise<void> {
  for (const hash of hashesOf(draft)) {
    const info = await connection.read(["photos"], (tx) => tx.objectStore("photos").get(hash));
    if (info?.here && !(await readVerified(connection, hash))) throw new StoreError("photo_gone");
  }
}
