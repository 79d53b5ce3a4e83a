/** Lists the outbox and the sent box for the screens, with the pulled rows laid over them. */
import type { Connection } from "../connection";
import { isSuperseded, withoutSuperseded } from "../drafts/superseded";
import { fieldsOf, isFinal, problemOf } from "./moves";
import { isToMend, replacesRow } from "../drafts/repairs";
import { inspectionOf } from "../feed/decoders";
import { listRows } from "../feed/rows";
import { readInfos } from "../photos/infos";
import { isPhoto } from "../photos/references";
import { streamRange, type Reading } from "../schema";
import type { BoxEntry, InspectionRow, OutboxRecord, PhotoInfo, SentRecord, Sha256, Uuid } from "../types";

const TABLES = ["outbox", "sent", "photos", "rows"] as const;

const photosOf = (tx: Reading, records: OutboxRecord[]): Promise<Map<Sha256, PhotoInfo>> =>
  readInfos(
    tx,
    records.flatMap(({ blobs }) => blobs.map((blob) => blob.sha256)),
  );

async function entryOf(
  tx: Reading,
  record: OutboxRecord,
  photos: ReadonlyMap<Sha256, PhotoInfo>,
): Promise<BoxEntry> {
  const found = record.blobs.map((blob) => photos.get(blob.sha256));
  const each = found.filter((info): info is PhotoInfo => info !== undefined);
  const total = record.blobs.filter(isPhoto).length;
  const { collection, id, rev, digest, state, made_at } = record;
  const problem = problemOf(record, each);
  return {
    collection,
    id,
    rev,
    digest,
    state,
    made_at,
    ...record.about,
    received_at: record.received_at ?? null,
    photos: {
      total,
      each,
      done: isFinal(state) ? total : each.filter((info) => isPhoto(info) && info.uploaded).length,
    },
    problem,
    mendable:
      collection === "inspection" &&
      (state === "never" || problem?.next === "fix") &&
      !(await isSuperseded(tx, record)),
    reason: reasonOf(record),
    fields: fieldsOf(record),
    next_try_at: state === "ready" && record.retry_at > 0 ? record.retry_at : null,
  };
}

/** Returns what the supervisor wrote who decided against it. */
const reasonOf = ({ detail }: OutboxRecord): string | null =>
  typeof detail?.reason === "string" ? detail.reason : null;

const byNewest = (a: BoxEntry, b: BoxEntry): number =>
  Date.parse(b.made_at) - Date.parse(a.made_at) || b.rev - a.rev;

/** Keeps what the boxes show, each inspection by its newest revision: an older one beside it would be
 * counted twice. */
export const newestRevisions = (records: OutboxRecord[]): OutboxRecord[] => {
  const newest = new Map<Uuid, OutboxRecord>();
  for (const record of records) {
    if (record.collection === "scan" || record.collection === "draft") continue;
    if (record.rev >= (newest.get(record.id)?.rev ?? 0)) newest.set(record.id, record);
  }
  return [...newest.values()];
};

export function makeBox(connection: Connection, table: "outbox" | "sent") {
  return {
    /** Lists each inspection by its newest revision in this box, answers about signatures and proposals,
     * newest first. Scans are not shown. */
    all: () =>
      connection.read([...TABLES], async (tx) => {
        const records = newestRevisions(await withoutSuperseded(tx, await tx.objectStore(table).getAll()));
        const photos = await photosOf(tx, records);
        return (await Promise.all(records.map((record) => entryOf(tx, record, photos)))).sort(byNewest);
      }),
    /** Reads one inspection's newest revision in this box with its body, readable offline. */
    get: (id: Uuid): Promise<SentRecord | null> =>
      connection.read([...TABLES], async (tx) => {
        const records = await tx.objectStore(table).getAll(streamRange("inspection", id));
        const newest = records.sort((a, b) => a.rev - b.rev).at(-1);
        if (!newest) return null;
        const row = await tx.objectStore("rows").get(["inspection", id]);
        return {
          ...(await entryOf(tx, newest, await photosOf(tx, [newest]))),
          body: JSON.parse(newest.body),
          receipt: newest.receipt ?? null,
          row: row ? inspectionOf(row) : null,
          ...(newest.answer_code ? { answer_code: newest.answer_code } : {}),
        };
      }),
    /** Counts the unproven records of any collection in this box, and tells when the oldest was made. */
    count: (): Promise<{ count: number; oldest: string | null }> =>
      connection.read([table, "rows"], async (tx) => {
        const all = await withoutSuperseded(tx, await tx.objectStore(table).getAll());
        const records = all.filter((record) => !isFinal(record.state));
        const oldest = records.sort((a, b) => Date.parse(a.made_at) - Date.parse(b.made_at))[0];
        return { count: records.length, oldest: oldest?.made_at ?? null };
      }),
  };
}

/** Tells whether a record made here replaces the row. Only its own stream is read, however much waits. */
async function isReplaced(tx: Reading, row: InspectionRow): Promise<boolean> {
  const range = streamRange("inspection", row.id);
  const own = await Promise.all([
    tx.objectStore("outbox").getAll(range),
    tx.objectStore("sent").getAll(range),
  ]);
  return own.flat().some((record) => replacesRow(record, row));
}

export function makeInspections(connection: Connection) {
  return {
    /** Lists the server's view of this user's inspections, newest first, until 60 days after the decision. */
    all: (): Promise<InspectionRow[]> =>
      connection.read(["rows"], async (tx) =>
        (await listRows(tx, "inspection")).map(inspectionOf).sort((a, b) => b.id.localeCompare(a.id)),
      ),

    /** Lists those that were returned or that the server could not take, and nobody sealed again.
     * `mending`: a draft of the next revision is open here. */
    returned: (): Promise<(InspectionRow & { mending: boolean })[]> =>
      connection.read(["rows", "outbox", "sent", "drafts"], async (tx) => {
        const rows = (await listRows(tx, "inspection")).map(inspectionOf).filter(isToMend);
        const open = new Set(await tx.objectStore("drafts").getAllKeys());
        const left = await Promise.all(
          rows.map((row) => isReplaced(tx, row).then((is) => (is ? [] : [row]))),
        );
        return left.flat().map((row) => ({ ...row, mending: open.has(row.id) }));
      }),
  };
}
