/** What `sync/` asks of the store: what to send, and what an answer changes. What state a verdict leads to, moves.ts alone says. */
import { makeBackups } from "../drafts/backups";
import { pullCursors } from "../feed/children";
import type { Connection } from "../connection";
import { applyResult, type RecordResult } from "./moves";
import { isForeign, KEEP_SENT, makePending } from "./pending";
import { forget } from "../photos/references";
import { outcomeOf, type Outcome } from "../feed/decoders";
import { applyPage, listRows, type FeedScope } from "../feed/rows";
import type { OutboxKey, TableName } from "../schema";
import { closeOlder, find, keyOf, markPhotos, place, streamOf } from "./settling";
import type { OutboxRecord, Uuid } from "../types";

const TABLES = ["outbox", "sent", "photos"] satisfies TableName[];

export function makeWire(connection: Connection, user: Uuid) {
  return {
    backups: makeBackups(connection, user),
    ...makePending(connection),
    applyPage: (epoch: string, scopes: FeedScope[]) => applyPage(connection, epoch, scopes),
    /** Lists what the next pull asks for. */
    pullCursors: () => connection.read(["cursors", "wanted", "rows"], pullCursors),
    /** Outcomes of earlier pushes beside the records they speak of. */
    outcomes: () =>
      connection.read(["rows", "outbox", "sent"], async (tx) => {
        const outcomes = (await listRows(tx, "outcome")).map(outcomeOf);
        const pairs = await Promise.all(
          outcomes.map(async (outcome) => ({ outcome, record: await find(tx, keyOf(outcome)) })),
        );
        return pairs.filter(
          (pair): pair is { outcome: Outcome; record: OutboxRecord } => pair.record !== undefined,
        );
      }),
    /** Writes down an answer. `proven`: the receipt was verified against this very record. */
    settle: (
      key: OutboxKey,
      answer: RecordResult,
      proven: { received_at: string } | null,
      epoch: string,
    ): Promise<OutboxRecord | null> =>
      connection.write([...TABLES], ["outbox", "sent", "photos", "inspections"], async (tx) => {
        const before = await find(tx, key);
        if (!before) return null;
        // `retry` says nothing of the record: this server still has to answer about it.
        const answered = answer.verdict === "retry" ? {} : { epoch };
        const { again, ...after } = { ...applyResult(before, answer, proven !== null), ...answered };
        const record: OutboxRecord = { ...after, ...(proven ? { received_at: proven.received_at } : {}) };
        await place(tx, record);
        await markPhotos(tx, record, answer, proven !== null);
        if (proven) await closeOlder(tx, record);
        return record;
      }),

    /** Not before this time (device milliseconds). */
    pause: (key: OutboxKey, retry_at: number): Promise<void> =>
      change(key, (record) => ({ ...record, retry_at })),
    /** The server lacks what this one stands on: its whole stream goes again, oldest first; without it, the line starts here. */
    resendStream: (key: OutboxKey): Promise<void> =>
      connection.write([...TABLES], ["outbox"], async (tx) => {
        const record = await find(tx, key);
        if (!record) return;
        const stream = await streamOf(tx, record);
        const hasBase = stream.some((other) => other.digest === record.base);
        for (const other of stream) if (other.rev < record.rev) await place(tx, { ...other, again: true });
        if (record.base !== null && !hasBase) await place(tx, { ...record, base_lost: true });
      }),

    /** Forgets sent records after their 30 days, with the bytes that nothing else names; not what this server never answered about. */
    forgetOld: (now: number, epoch: string): Promise<void> =>
      connection.write(["drafts", "bytes", ...TABLES], ["sent"], async (tx) => {
        const sent = await tx.objectStore("sent").getAll();
        for (const record of sent) {
          if (now - Date.parse(receivedAt(record, sent)) < KEEP_SENT) continue;
          if (isForeign(record, epoch)) continue;
          await tx.objectStore("sent").delete(keyOf(record));
          for (const { sha256 } of record.blobs) await forget(tx, sha256);
        }
      }),
  };

  function change(key: OutboxKey, work: (record: OutboxRecord) => OutboxRecord): Promise<void> {
    return connection.write([...TABLES], ["outbox"], async (tx) => {
      const record = await find(tx, key);
      if (record) await place(tx, work(record));
    });
  }
}

/** When its receipt came. A later revision closed what has none: that one's, for no clock of this phone says when it was. */
function receivedAt({ collection, id, received_at, made_at }: OutboxRecord, sent: OutboxRecord[]): string {
  if (received_at) return received_at;
  const stream = sent.filter((other) => other.collection === collection && other.id === id);
  return (
    stream
      .flatMap((other) => other.received_at ?? [])
      .sort()
      .at(-1) ?? made_at
  );
}
