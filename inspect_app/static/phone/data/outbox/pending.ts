/** Lists what is to be sent: records in the order of their streams, photos with the sealed ones first. */
import type { Connection } from "../connection";
import { newestRevisions } from "./boxes";
import { isAhead } from "../clock";
import { withoutSuperseded } from "../drafts/superseded";
import { isFinal, isToPush } from "./moves";
import { hashesOf, isPhoto } from "../photos/references";
import { readInfos } from "../photos/infos";
import type { Reading } from "../schema";
import { isReady } from "./settling";
import type { OutboxRecord, PhotoInfo } from "../types";

const DAY = 86_400_000;
export const KEEP_SENT = 30 * DAY;
export const LONGEST_PAUSE = 300_000;

/** Sorts records by stream and revision. Ids begin with their time, so the oldest stream comes first. */
export const byStream = (a: OutboxRecord, b: OutboxRecord): number =>
  a.id.localeCompare(b.id) || a.rev - b.rev;

/** Tells whether a restored server may lack the record: then it travels again, however old it is. What was
 * replaced is asked for with what stands on it; a fork is off the lineage, where nothing asks for it. */
export const isOfOtherEpoch = (record: OutboxRecord, epoch: string): boolean =>
  record.epoch !== epoch && (record.state !== "replaced" || record.code === "fork");

/** Tells whether the inspection that asked for a correction is still on its way: a move of it comes after. */
const isHeld = ({ about: { inspection } }: OutboxRecord, outbox: OutboxRecord[]): boolean =>
  inspection !== undefined &&
  outbox.some(
    ({ collection, id, state }) => collection === "inspection" && id === inspection && !isFinal(state),
  );

interface Counts {
  photos: number;
  signatures: number;
  records: number;
  scans: number;
  drafts: number;
  /** When the oldest of the records was made (device milliseconds). */
  oldest: number | null;
}

export function makePending(connection: Connection) {
  return {
    /** Lists what goes with the next push: ready records, and waiting ones whose photos are up. */
    pending: ({ epoch }: { epoch: string }, now: number, force: boolean): Promise<OutboxRecord[]> =>
      connection.read(["outbox", "sent", "photos"], async (tx) => {
        const due = (record: OutboxRecord) => force || !isAhead(record.retry_at, LONGEST_PAUSE, now);
        const list: OutboxRecord[] = [];
        const all = await tx.objectStore("outbox").getAll();
        for (const record of all) {
          if (isHeld(record, all)) continue;
          const isAskedFor = record.resend || (record.state === "fix" && isOfOtherEpoch(record, epoch));
          const goesNow = isToPush(record.state) && due(record) && (await isReady(tx, record, epoch));
          if (isAskedFor || goesNow) list.push(record);
        }
        for (const record of await tx.objectStore("sent").getAll()) {
          if (record.resend || isOfOtherEpoch(record, epoch)) list.push(record);
        }
        return list.sort(byStream);
      }),

    /** Lists photos of drafts and unsent records that the server is not known to have: sealed ones first,
     * and last those that it failed at. */
    photosToSend: (): Promise<PhotoInfo[]> =>
      connection.read(["drafts", "outbox", "photos"], async (tx) =>
        unsentPhotos(tx, await tx.objectStore("outbox").getAll()),
      ),

    /** Counts what is not at the server yet, and what is not sealed. */
    counts: (): Promise<Counts> =>
      connection.read(["drafts", "outbox", "photos", "rows"], async (tx) => {
        const records = await tx.objectStore("outbox").getAll();
        const made = records.filter(({ state }) => isToPush(state)).map(({ made_at }) => Date.parse(made_at));
        const unsent = await unsentPhotos(tx, records);
        const photos = unsent.filter(isPhoto).length;
        return {
          photos,
          signatures: unsent.length - photos,
          records: newestRevisions(await withoutSuperseded(tx, records)).length,
          scans: records.filter(({ collection, state }) => collection === "scan" && isToPush(state)).length,
          drafts: await tx.objectStore("drafts").count(),
          oldest: made.length ? Math.min(...made) : null,
        };
      }),
  };
}

async function unsentPhotos(tx: Reading, records: OutboxRecord[]): Promise<PhotoInfo[]> {
  const sealed = records.filter((record) => record.state !== "never").sort(byStream);
  const open = await tx.objectStore("drafts").getAll();
  const hashes = new Set([
    ...sealed.flatMap((record) => record.blobs.map((blob) => blob.sha256)),
    ...open.flatMap(hashesOf),
  ]);
  const infos = await readInfos(tx, [...hashes]);
  return [...hashes]
    .map((hash) => infos.get(hash))
    .filter(
      (info): info is PhotoInfo => !!info && info.here && !info.uploaded && !info.spoiled && !info.unreadable,
    )
    .sort((a, b) => (a.queue_rank ?? 0) - (b.queue_rank ?? 0));
}
