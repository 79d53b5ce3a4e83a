/** Freezes a small record, which nobody signs and which is never a draft. */
import type { Connection } from "../connection";
import { clockAt, instant } from "../clock";
import { APP_VERSION, UNTRIED } from "../drafts/body";
import { digestOf } from "../hash";
import { uuid7 } from "../ids";
import { lastSeen } from "../meta";
import type { BlobRef, OutboxRecord, Uuid } from "../types";

/** What makes one such record another than the next. */
interface Content extends Pick<OutboxRecord, "collection"> {
  fields: object;
  about: Partial<OutboxRecord["about"]>;
  blobs?: BlobRef[];
}

/** Puts a record without photos into the outbox. */
export async function addSmallRecord(connection: Connection, author: Uuid, content: Content): Promise<void> {
  const record = await freeze(connection, author, content);
  await connection.write(["outbox"], ["outbox"], async (tx) => {
    await tx.objectStore("outbox").put(record);
  });
}

/** Adds the fields that every body has, and the moment. */
export async function freeze(
  connection: Connection,
  author: Uuid,
  { collection, fields, about, blobs = [] }: Content,
): Promise<OutboxRecord> {
  const now = Date.now();
  const at = instant(now);
  const clock = clockAt(await connection.read(["meta"], lastSeen), now);
  const body = JSON.stringify({ schema: 2, author, app: APP_VERSION, clock, ...fields, at });
  const frozen = { id: uuid7(now), rev: 1, base: null, digest: await digestOf(body), body, blobs };
  const shown = { premises: null, premises_name: null, checklist: null, on: null, ...about };
  return { collection, ...frozen, made_at: at, ...UNTRIED, about: shown };
}
