/** Turns a draft into a frozen record. From here on the body is a string that is sent unchanged for ever. */
import type { Connection } from "../connection";
import { instant } from "../clock";
import { StoreError } from "../errors";
import { digestOf } from "../hash";
import { failpoint } from "../failpoints";
import type { makePhotos } from "../photos/photos";
import { hashesOf } from "../photos/references";
import type { Reading, TableName, Writing } from "../schema";
import type { BlobRef, Draft, InspectionBody, OutboxRecord, Uuid } from "../types";

type Photos = Pick<ReturnType<typeof makePhotos>, "verified">;

export const APP_VERSION = "1.0.0";

/** Exactly the fields of the protocol: one more and the server refuses the body. */
export function bodyOf(draft: Draft, sealed_at: string): InspectionBody {
  const {
    author,
    visit,
    on,
    premises,
    checklist,
    started_at,
    clock,
    inspectors,
    position,
    answers,
    tables,
    acceptance,
    photos,
    signatures,
    refusal,
  } = draft;
  return {
    schema: 1,
    author,
    app: APP_VERSION,
    visit,
    ...(draft.rev > 1 && draft.reason ? { reason: draft.reason } : {}),
    on,
    premises,
    checklist,
    started_at,
    sealed_at,
    clock,
    inspectors,
    position,
    ...(!position && draft.no_position ? { no_position: draft.no_position } : {}),
    answers,
    ...(tables ? { tables } : {}),
    ...(acceptance ? { acceptance } : {}),
    photos,
    signatures,
    refusal,
  };
}

export const aboutOf = (draft: Draft): OutboxRecord["about"] => ({
  premises: draft.premises.id,
  premises_name: draft.premises_name,
  checklist: draft.checklist.code,
  on: draft.on,
  ...(draft.acceptance ? { acceptance: draft.acceptance } : {}),
});

export async function blobsOf(tx: Reading | Writing, draft: Draft): Promise<BlobRef[]> {
  const blobs: BlobRef[] = [];
  for (const hash of hashesOf(draft)) {
    const info = await tx.objectStore("photos").get(hash);
    if (!info || info.spoiled) throw new StoreError("photo_gone");
    blobs.push({ sha256: hash, size: info.size, type: info.type });
  }
  return blobs;
}

/** What was written where nothing is asked any more, and got no result, stays out of the record. */
const decided = (answers: Draft["answers"]): Draft["answers"] =>
  Object.fromEntries(Object.entries(answers).filter(([, { value }]) => value !== null));

const TABLES = ["drafts", "backups", "photos", "outbox"] satisfies TableName[];

/** Reads every photo back once more: on site it can still be taken again. Marks what is spoiled. */
async function checkPhotos(connection: Connection, photos: Photos, draft: Draft): Promise<void> {
  for (const hash of hashesOf(draft)) {
    const info = await connection.read(["photos"], (tx) => tx.objectStore("photos").get(hash));
    if (info?.here && !(await photos.verified(hash))) throw new StoreError("photo_gone");
  }
}

/** Throws `draft_moved` when the draft changed meanwhile (another tab), `photo_gone` when a photo must be taken again. */
export async function seal(connection: Connection, photos: Photos, id: Uuid): Promise<OutboxRecord> {
  const draft = await connection.read(["drafts"], (tx) => tx.objectStore("drafts").get(id));
  if (!draft) throw new StoreError("draft_gone");
  await checkPhotos(connection, photos, draft);
  const made_at = instant(Date.now());
  const body = JSON.stringify(bodyOf({ ...draft, answers: decided(draft.answers) }, made_at));
  const digest = await digestOf(body);
  failpoint("seal.frozen");
  return connection.write(TABLES, ["drafts", "outbox"], async (tx) => {
    const now = await tx.objectStore("drafts").get(id);
    if (now?.edits !== draft.edits) throw new StoreError("draft_moved");
    const record: OutboxRecord = {
      collection: "inspection",
      id,
      rev: draft.rev,
      base: draft.base,
      digest,
      body,
      blobs: await blobsOf(tx, draft),
      made_at,
      state: "ready",
      tries: 0,
      retry_at: 0,
      about: aboutOf(draft),
    };
    await tx.objectStore("outbox").put(record);
    await tx.objectStore("drafts").delete(id);
    await tx.objectStore("backups").delete(id);
    return record;
  });
}
