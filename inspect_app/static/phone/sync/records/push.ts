/** Pushes what is ready and writes down each result. One bad record never stops the others. */
import type { OutboxRecord, Store } from "../../data";
import { failpoint } from "../../data/failpoints";
import type { RecordResult } from "../../data/outbox/moves";
import { keyOf } from "../../data/outbox/settling";
import { backoff } from "../backoff";
import type { Session } from "../session/hello";
import { call, type Reply } from "../http";
import { verify } from "./keys";
import { halve, pack } from "./pack";

interface Result extends RecordResult {
  collection: string;
  id: string;
  rev: number;
}
interface PushAnswer {
  epoch: string;
  results: Result[];
}

/** How often a stream with a gap goes again at once; then it waits like any other failure. */
const GAPS = 3;

/** The answer that ends the round; null: go on. */
export type Stop = Exclude<Reply<never>, { kind: "ok" }> | null;

const wireOf = ({ collection, id, rev, base, digest, body, blobs, receipt, base_lost }: OutboxRecord) => ({
  collection,
  id,
  rev,
  base,
  digest,
  body,
  blobs,
  ...(receipt ? { receipt } : {}),
  ...(base_lost ? { base_lost } : {}),
});

/** Pushes the records in batches that the server takes. */
export async function push(store: Store, session: Session, listed: OutboxRecord[]): Promise<Stop> {
  const records = await store.wire.beginSending(listed);
  const sized = records.map((record) => ({ record, wire: wireOf(record) }));
  const batches = pack(
    sized.map(({ wire }) => wire),
    session.limits,
  );
  let start = 0;
  for (const { length } of batches) {
    const stop = await pushBatch(store, session, records.slice(start, start + length));
    if (stop) return stop;
    start += length;
  }
  return null;
}

/** Pushes one batch. Where it is too large, or a record of it unreadable, halves tell which one. */
async function pushBatch(store: Store, session: Session, batch: OutboxRecord[]): Promise<Stop> {
  const { epoch, client_id } = session;
  const reply = await call<PushAnswer>("/sync/push", { epoch, client_id, records: batch.map(wireOf) });
  if (reply.kind === "refused" && (reply.status === 413 || reply.status === 400)) {
    if (batch.length === 1) {
      await settle(store, session, batch[0]!, refusedAlone(reply));
      return null;
    }
    for (const half of halve(batch)) {
      const stop = await pushBatch(store, session, half);
      if (stop) return stop;
    }
    return null;
  }
  if (reply.kind !== "ok") return reply;
  const { results } = reply.data;
  if (!Array.isArray(results) || results.length !== batch.length) return { kind: "offline" };
  failpoint("push.heard");
  for (const [index, record] of batch.entries()) {
    const result = results[index]!;
    if (result.id === record.id && result.collection === record.collection && result.rev === record.rev)
      await settle(store, session, record, result);
    failpoint("push.settled");
  }
  return null;
}

/** Judges a record that was refused alone. A gateway's word is not the server's: what it stops waits. */
function refusedAlone({ status, problem }: Extract<Reply<never>, { kind: "refused" }>): RecordResult {
  if (problem.code === "offline") return { verdict: "retry", code: "offline" };
  return { verdict: "never", code: status === 413 ? "size" : "malformed" };
}

async function settle(
  store: Store,
  session: Session,
  record: OutboxRecord,
  result: RecordResult,
): Promise<void> {
  if (record.collection === "draft") {
    if (result.verdict !== "retry") await store.wire.backups.delivered(record.id, record.rev);
    return;
  }
  await settleRecord(store, session.epoch, record, result);
  if (result.verdict !== "retry") return;
  if (result.code === "gap") await store.wire.resendStream(keyOf(record));
  if (result.code !== "gap" || record.tries >= GAPS)
    await store.wire.pause(keyOf(record), Date.now() + backoff(record.tries + 1, Math.random()));
}

/** Writes down the result of one record. A receipt is believed only when it verifies, fits, and says what
 * the verdict says; the one from before stands if none came. */
export async function settleRecord(
  store: Store,
  epoch: string,
  record: OutboxRecord,
  result: RecordResult,
): Promise<void> {
  const receipt = result.receipt ?? record.receipt;
  const judged = result.verdict === "already" ? result.was : result.verdict;
  const payload = receipt ? await verify(store, record, receipt) : null;
  const proven = payload !== null && payload.verdict === judged;
  const answer: RecordResult =
    judged === "stored" && !proven
      ? { ...result, code: "receipt_invalid" }
      : { ...result, ...(receipt ? { receipt } : {}) };
  await store.wire.settle(keyOf(record), answer, proven ? { received_at: payload.received_at } : null, epoch);
  if (proven) await store.meta.set({ last_received_at: new Date().toISOString() });
}
