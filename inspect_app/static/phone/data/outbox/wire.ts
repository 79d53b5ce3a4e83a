/** Gives `sync/` what is to be sent, and writes down what an answer changes (the states: moves.ts). */
import { makeBackups } from "../drafts/backups";
import { pullCursors } from "../feed/children";
import type { Connection } from "../connection";
import { beginSending } from "./cosignatures";
import { applyResult, type RecordResult } from "./moves";
import { isOfOtherEpoch, KEEP_SENT, makePending } from "./pending";
import { forget } from "../photos/references";
import { outcomeOf, type Outcome } from "../feed/decoders";
import { dropLists } from "../feed/dropping";
import { applyPage, listRows, type FeedScope } from "../feed/rows";
import type { OutboxKey, Reading, TableName, Writing } from "../schema";
import { closeOlder, findRecord, keyOf, markPhotos, putInBox, streamOf } from "./settling";
import type { OutboxRecord, Uuid } from "../types";

const TABLES = ["outbox", "sent", "photos"] satisfies TableName[];

/** `proven`: the receipt was verified against this very record. */
type Proven = { received_at: string } | null;

export function makeWire(connection: Connection, user: Uuid) {
  return {
    backups: makeBackups(connection, user),
    ...makePending(connection),
    /** Stores a page, unless the lists were dropped since it was asked for. */
    applyPage: (epoch: string, scopes: FeedScope[], drops: number | null = null) =>
      applyPage(connection, epoch, scopes, drops),
    /** Drops what was pulled. Drafts, records and photos stay. */
    dropLists: () => dropLists(connection),
    /** Lists what the next pull asks for. */
    pullCursors: () => connection.read(["cursors", "wanted", "rows"], pullCursors),
    /** Lists the outcomes of earlier pushes beside the records they speak of. */
    outcomes: () => connection.read(["rows", "outbox", "sent"], listOutcomes),
    /** Notes what goes on the wire, and leaves out what was taken back meanwhile. */
    beginSending: (records: OutboxRecord[]) => beginSending(connection, records),
    /** Writes down an answer. */
    settle: (key: OutboxKey, answer: RecordResult, proven: Proven, epoch: string) =>
      connection.write([...TABLES], ["outbox", "sent", "photos", "inspections"], (tx) =>
        settle(tx, key, answer, proven, epoch),
      ),
    /** Lets a record wait until this time (device milliseconds). */
    pause: (key: OutboxKey, retry_at: number): Promise<void> =>
      connection.write([...TABLES], ["outbox"], async (tx) => {
        const record = await findRecord(tx, key);
        if (record) await putInBox(tx, { ...record, retry_at });
      }),
    /** Sends a whole stream again, oldest first, as the server lacks what this record stands on. */
    resendStream: (key: OutboxKey): Promise<void> =>
      connection.write([...TABLES], ["outbox"], (tx) => resendStream(tx, key)),
    /** Forgets sent records and their bytes after 30 days, but none that this server never answered about. */
    forgetOld: (now: number, epoch: string): Promise<void> =>
      connection.write(["drafts", "bytes", ...TABLES], ["sent"], (tx) => forgetOld(tx, now, epoch)),
  };
}

async function listOutcomes(tx: Reading): Promise<{ outcome: Outcome; record: OutboxRecord }[]> {
  const outcomes = (await listRows(tx, "outcome")).map(outcomeOf);
  const pairs = await Promise.all(
    outcomes.map(async (outcome) => ({ outcome, record: await findRecord(tx, keyOf(outcome)) })),
  );
  return pairs.filter(
    (pair): pair is { outcome: Outcome; record: OutboxRecord } => pair.record !== undefined,
  );
}

async function settle(
  tx: Writing,
  key: OutboxKey,
  answer: RecordResult,
  proven: Proven,
  epoch: string,
): Promise<OutboxRecord | null> {
  const before = await findRecord(tx, key);
  if (!before) return null;
  // `retry` says nothing of the record: this server still has to answer about it.
  const answered = answer.verdict === "retry" ? {} : { epoch };
  const { resend, ...after } = { ...applyResult(before, answer, proven !== null), ...answered };
  const record: OutboxRecord = { ...after, ...(proven ? { received_at: proven.received_at } : {}) };
  await putInBox(tx, record);
  await markPhotos(tx, record, answer, proven !== null);
  if (proven) await closeOlder(tx, record);
  return record;
}

/** Marks what stood before this record to be sent again. Without its base the lineage starts here. */
async function resendStream(tx: Writing, key: OutboxKey): Promise<void> {
  const record = await findRecord(tx, key);
  if (!record) return;
  const stream = await streamOf(tx, record);
  const hasBase = stream.some((other) => other.digest === record.base);
  for (const other of stream) if (other.rev < record.rev) await putInBox(tx, { ...other, resend: true });
  if (record.base !== null && !hasBase) await putInBox(tx, { ...record, base_lost: true });
}

async function forgetOld(tx: Writing, now: number, epoch: string): Promise<void> {
  const sent = await tx.objectStore("sent").getAll();
  for (const record of sent) {
    if (now - Date.parse(receivedAt(record, sent)) < KEEP_SENT) continue;
    if (isOfOtherEpoch(record, epoch)) continue;
    await tx.objectStore("sent").delete(keyOf(record));
    for (const { sha256 } of record.blobs) await forget(tx, sha256);
  }
}

/** Tells when its receipt came, or that of the later revision which closed it: no clock of ours knows. */
function receivedAt({ collection, id, received_at, made_at }: OutboxRecord, sent: OutboxRecord[]): string {
  if (received_at) return received_at;
  const times = sent
    .filter((other) => other.collection === collection && other.id === id)
    .flatMap((other) => other.received_at ?? []);
  return times.sort().at(-1) ?? made_at;
}
