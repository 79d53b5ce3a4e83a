/** Settles a frozen record after an answer: the box it lies in, its photos, its older revisions. */
import { isFinal, MOVES, type RecordResult } from "./moves";
import { streamRange, type OutboxKey, type Reading, type Writing } from "../schema";
import type { OutboxRecord, PhotoInfo, Sha256 } from "../types";

type Identity = Pick<OutboxRecord, "collection" | "id" | "rev" | "digest">;
export const keyOf = ({ collection, id, rev, digest }: Identity): OutboxKey => [collection, id, rev, digest];

/** Finds a record in either box. */
export const findRecord = async (tx: Reading | Writing, key: OutboxKey): Promise<OutboxRecord | undefined> =>
  (await tx.objectStore("outbox").get(key)) ?? (await tx.objectStore("sent").get(key));

/** Lists all revisions of one record's stream, sent ones first. */
export async function streamOf(
  tx: Reading | Writing,
  { collection, id }: OutboxRecord,
): Promise<OutboxRecord[]> {
  const range = streamRange(collection, id);
  return [...(await tx.objectStore("sent").getAll(range)), ...(await tx.objectStore("outbox").getAll(range))];
}

/** Puts a record into the box of its state and out of the other, in the caller's transaction. */
export async function putInBox(tx: Writing, record: OutboxRecord): Promise<void> {
  const [to, from] = isFinal(record.state) ? (["sent", "outbox"] as const) : (["outbox", "sent"] as const);
  await tx.objectStore(to).put(record);
  await tx.objectStore(from).delete(keyOf(record));
}

/** Tells whether a waiting record goes again: its photos are up, or this server never answered about it.
 * What became of a photo that lies on another phone only the server can tell. */
export async function isReady(tx: Reading, record: OutboxRecord, epoch: string): Promise<boolean> {
  if (record.state === "ready" || record.epoch !== epoch) return true;
  const infos = await Promise.all(record.blobs.map((blob) => tx.objectStore("photos").get(blob.sha256)));
  return infos.every((info) => info?.uploaded || !info?.here);
}

const hashes = (list: unknown): Sha256[] =>
  Array.isArray(list) ? list.map((entry) => (typeof entry === "string" ? entry : String(entry?.sha256))) : [];

/** Marks the photos of a record by what the answer says of them. */
export async function markPhotos(
  tx: Writing,
  record: OutboxRecord,
  { detail }: RecordResult,
  proven: boolean,
): Promise<void> {
  const mark = async (hash: Sha256, change: Partial<PhotoInfo>) => {
    const info = await tx.objectStore("photos").get(hash);
    if (info) await tx.objectStore("photos").put({ ...info, ...change });
  };
  for (const { sha256 } of proven ? record.blobs : [])
    await mark(sha256, { uploaded: true, receipted: true });
  for (const hash of hashes(detail?.missing)) await markMissing(tx, hash);
  for (const hash of hashes(detail?.unreadable)) await mark(hash, { uploaded: false, unreadable: true });
}

/** Marks a photo as not uploaded, and forgets an upload that ended: it would say that all is there. */
async function markMissing(tx: Writing, hash: Sha256): Promise<void> {
  const info = await tx.objectStore("photos").get(hash);
  if (!info) return;
  const { location, ...rest } = info;
  const halfWay = location && !info.uploaded ? { location } : {};
  await tx.objectStore("photos").put({ ...rest, ...halfWay, uploaded: false });
}

/** Closes what stood before a proven record, and what it repaired under the same number. */
export async function closeOlder(tx: Writing, record: OutboxRecord): Promise<void> {
  for (const older of await streamOf(tx, record)) {
    const stoodBefore = older.rev < record.rev || (older.rev === record.rev && older.state === "never");
    if (!stoodBefore || !MOVES[older.state].includes("replaced") || isFinal(older.state)) continue;
    await putInBox(tx, { ...older, state: "replaced" });
  }
}
