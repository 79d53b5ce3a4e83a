/** Writes what the server lacks of one person into one file, one photo after another, never all in memory. */
import { clockAt, instant } from "../clock";
import { draftBody } from "../drafts/backups";
import type { Connection } from "../connection";
import { digestOf, sha256 } from "../hash";
import { lastSeen } from "../meta";
import { isFinal } from "./moves";
import { byStream, isOfOtherEpoch } from "./pending";
import { hashesOf } from "../photos/references";
import { APP_VERSION } from "../drafts/body";
import type { Reading, TableName } from "../schema";
import { tarEnd, tarHeader, tarPadding } from "./tar";
import type { BlobRef, Draft, OutboxRecord, PhotoInfo, Sha256, User } from "../types";

export interface RescueSize {
  records: number;
  drafts: number;
  photos: number;
  bytes: number;
}
/** `unread`: photos whose bytes are gone or changed; the others are in the file all the same. */
export interface RescueEnd extends RescueSize {
  unread: Sha256[];
}
export type Sink = (piece: Uint8Array<ArrayBuffer>) => void | Promise<void>;

type Entry = Pick<OutboxRecord, "collection" | "id" | "rev" | "base" | "digest" | "body" | "blobs">;
interface Load {
  records: OutboxRecord[];
  drafts: Entry[];
  photos: PhotoInfo[];
  client_id: unknown;
}

export const makeRescue = (connection: Connection, user: User) => ({
  /** Counts how much such a file would hold. */
  size: async (): Promise<RescueSize> => sizeOf(await load(connection, user)),

  /** Writes the file into the sink. A photo that cannot be read never stops the rest. */
  async write(sink: Sink): Promise<RescueEnd> {
    const loaded = await load(connection, user);
    const at = new Date();
    const add: AddFile = async (name, bytes) => {
      await sink(tarHeader(name, bytes.byteLength, at));
      await sink(bytes);
      await sink(tarPadding(bytes.byteLength));
    };
    await add("manifest.json", textOf(manifestOf(user, loaded, at)));
    for (const [n, entry] of [...loaded.records, ...loaded.drafts].entries())
      await add(`records/${String(n + 1).padStart(6, "0")}.json`, textOf(wireOf(entry)));
    const unread = await addPhotos(connection, loaded.photos, add);
    await sink(tarEnd());
    return { ...sizeOf(loaded), photos: loaded.photos.length - unread.length, unread };
  },
});

type AddFile = (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

/** Reads what this person has here that the server lacks; the bytes of photos later, one after another. */
async function load(connection: Connection, user: User): Promise<Load> {
  const tables = ["outbox", "sent", "drafts", "backups", "photos", "meta"] satisfies TableName[];
  const found = await connection.read(tables, async (tx) => {
    const open = await tx.objectStore("drafts").getAll();
    const records = await unsentRecords(tx);
    const backups = await tx.objectStore("backups").getAll();
    return {
      records,
      open,
      seen: await lastSeen(tx),
      backups: new Map(backups.map(({ id, rev }) => [id, rev])),
      photos: await namedPhotos(tx, records, open),
      client_id: await tx.objectStore("meta").get("client_id"),
    };
  });
  const known = new Map(found.photos.map((info) => [info.sha256, info]));
  const clock = clockAt(found.seen, Date.now());
  const drafts = await Promise.all(
    found.open.map((draft) => entryOf(draft, user.id, clock, (found.backups.get(draft.id) ?? 0) + 1, known)),
  );
  return { ...found, drafts, photos: found.photos.filter((info) => info.here) };
}

/** Adds the photos to the file and returns those whose bytes are gone or changed. */
async function addPhotos(connection: Connection, photos: PhotoInfo[], add: AddFile): Promise<Sha256[]> {
  const unread: Sha256[] = [];
  for (const { sha256: hash } of photos) {
    const bytes = await connection
      .read(["bytes"], (tx) => tx.objectStore("bytes").get(hash))
      .catch(() => undefined);
    const isWhole = bytes !== undefined && (await sha256(bytes)) === hash;
    if (!isWhole) unread.push(hash);
    // What changed on the disk may still show something to a person.
    if (bytes) await add(`${isWhole ? "photos" : "spoiled"}/${hash}`, new Uint8Array(bytes));
  }
  return unread;
}

/** Lists the unsent records, and those that a restored server lacks and a revoked phone cannot send. */
async function unsentRecords(tx: Reading): Promise<OutboxRecord[]> {
  const epoch = await tx.objectStore("meta").get("epoch");
  const outbox = await tx.objectStore("outbox").getAll();
  const sent = typeof epoch === "string" ? await tx.objectStore("sent").getAll() : [];
  const lacking = sent.filter((record) => record.resend || isOfOtherEpoch(record, String(epoch)));
  return [...outbox.filter((record) => !isFinal(record.state)), ...lacking].sort(byStream);
}

async function namedPhotos(tx: Reading, records: OutboxRecord[], open: Draft[]): Promise<PhotoInfo[]> {
  const hashes = new Set([
    ...records.flatMap((record) => record.blobs.map((blob) => blob.sha256)),
    ...open.flatMap(hashesOf),
  ]);
  const infos = await Promise.all([...hashes].map((hash) => tx.objectStore("photos").get(hash)));
  return infos.filter((info): info is PhotoInfo => info !== undefined);
}

async function entryOf(
  draft: Draft,
  author: string,
  clock: ReturnType<typeof clockAt>,
  rev: number,
  known: Map<Sha256, PhotoInfo>,
): Promise<Entry> {
  const body = draftBody(draft, author, clock);
  const blobs = hashesOf(draft).flatMap((hash): BlobRef[] => {
    const info = known.get(hash);
    return info ? [{ sha256: hash, size: info.size, type: info.type }] : [];
  });
  return { collection: "draft", id: draft.id, rev, base: null, digest: await digestOf(body), body, blobs };
}

const sizeOf = ({ records, drafts, photos }: Load): RescueSize => ({
  records: records.length,
  drafts: drafts.length,
  photos: photos.length,
  bytes: photos.reduce((sum, info) => sum + info.size, 0),
});

function manifestOf(user: User, { records, drafts, photos, client_id }: Load, at: Date): object {
  return {
    format: "inspect-rescue",
    version: 1,
    made_at: instant(at.getTime()),
    app: APP_VERSION,
    user: { id: user.id, name: user.name },
    client_id: client_id ?? null,
    counts: { records: records.length, drafts: drafts.length, photos: photos.length },
    records: [...records, ...drafts].map(({ collection, id, rev, digest }) => ({
      collection,
      id,
      rev,
      digest,
    })),
    photos: photos.map(({ sha256: hash, size, type }) => ({ sha256: hash, size, type })),
  };
}

/** Returns a record as it would be pushed. */
const wireOf = (entry: Entry & Partial<OutboxRecord>): object => {
  const { collection, id, rev, base, digest, body, blobs, receipt, base_lost } = entry;
  return {
    ...{ collection, id, rev, base, digest, body, blobs },
    ...(receipt ? { receipt } : {}),
    ...(base_lost ? { base_lost } : {}),
  };
};

const textOf = (value: object): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(value)) as Uint8Array<ArrayBuffer>;
