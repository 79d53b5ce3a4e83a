/** Takes back a sealed inspection that nobody approved: its next revision says why. Loaded when it is needed. */
import { isWithdrawable } from "../../rules/withdrawn";
import type { Connection } from "../connection";
import { instant } from "../clock";
import { APP_VERSION, UNTRIED } from "../drafts/body";
import { cleanText } from "../drafts/cleaning";
import { findBroken } from "../drafts/repairs";
import { bound } from "../drafts/revisions";
import { findInspection } from "../drafts/superseded";
import { StoreError } from "../errors";
import { digestOf } from "../hash";
import { dropHashes, hashesOf } from "../photos/references";
import { streamRange, type Reading, type TableName, type Writing } from "../schema";
import type { InspectionBody, OutboxRecord, Sha256, Uuid } from "../types";

const TABLES = ["rows", "outbox", "sent", "photos"] satisfies TableName[];
const STANDING = ["ready", "waiting", "received"];

/** Seals the revision that withdraws. Throws `no_reason`, or `no_revision` where there is nothing to withdraw. */
export async function withdraw(connection: Connection, id: Uuid, given: string): Promise<void> {
  const reason = cleanText(given).trim();
  if (!reason) throw new StoreError("no_reason");
  const { newest, broken } = await connection.read(TABLES, async (tx) => {
    const newest = await findStanding(tx, id);
    return { newest, broken: await findBroken(tx, newest.blobs) };
  });
  const made_at = instant(Date.now());
  const withdrawn = withdrawnBody(newest, broken, reason, made_at);
  const body = JSON.stringify(withdrawn);
  const named = new Set(hashesOf(withdrawn));
  const frozen = { body, digest: await digestOf(body), made_at };
  await connection.write(TABLES, ["outbox"], async (tx) => {
    if ((await findStanding(tx, id)).digest !== newest.digest) throw new StoreError("draft_moved");
    await tx.objectStore("outbox").put({
      collection: "inspection",
      id,
      rev: newest.rev + 1,
      base: newest.digest,
      ...frozen,
      blobs: newest.blobs.filter((blob) => named.has(blob.sha256)),
      ...UNTRIED,
      about: { ...newest.about, withdrawn: true },
    });
  });
}

/** Finds the newest revision made here, if it stands and the server knows no newer or final one. */
export async function findStanding(tx: Reading | Writing, id: Uuid): Promise<OutboxRecord> {
  const range = streamRange("inspection", id);
  const own = [
    ...(await tx.objectStore("outbox").getAll(range)),
    ...(await tx.objectStore("sent").getAll(range)),
  ];
  const newest = own.sort((a, b) => a.rev - b.rev).at(-1);
  const row = await findInspection(tx, id);
  const stands = newest && !newest.about.withdrawn && STANDING.includes(newest.state);
  if (!stands || (row && row.rev > newest.rev) || !isWithdrawable(row?.state ?? null))
    throw new StoreError("no_revision");
  return newest;
}

function withdrawnBody(
  { body, rev, digest }: OutboxRecord,
  broken: Set<Sha256>,
  reason: string,
  sealed_at: string,
): InspectionBody {
  const before = JSON.parse(body) as InspectionBody;
  const signatures = before.signatures.map((one) => bound(one, rev + 1, digest, before.sealed_at));
  const named = { photos: before.photos, signatures, ...(before.voice ? { voice: before.voice } : {}) };
  dropHashes(named, broken);
  return {
    ...before,
    ...named,
    schema: 2,
    app: APP_VERSION,
    sealed_at,
    reason,
    withdrawn: reason,
  };
}
