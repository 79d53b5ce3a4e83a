/** Backs up drafts at the server: numbered by themselves, thrown away when the inspection is sealed. */
import type { Connection } from "../connection";
import { clockAt, instant, type Seen } from "../clock";
import { digestOf } from "../hash";
import { lastSeen } from "../meta";
import { failpoint } from "../failpoints";
import { MOST_BLOBS } from "../photos/references";
import type { Backup, Reading } from "../schema";
import { aboutOf, APP_VERSION, blobsOf, bodyOf, UNTRIED } from "./body";
import type { BlobRef, Clock, Draft, OutboxRecord, Uuid } from "../types";

/** Returns the text of a backup: the inspection so far, and the number it will be sealed under. */
export function draftBody(draft: Draft, author: Uuid, clock: Clock): string {
  const { sealed_at, ...inspection } = bodyOf(draft, "");
  return JSON.stringify({ schema: 2, author, app: APP_VERSION, clock, for_rev: draft.rev, inspection });
}

export function makeBackups(connection: Connection, author: Uuid) {
  return {
    /** Makes the records of the drafts that changed since their last backup. */
    async prepare(): Promise<OutboxRecord[]> {
      const open = await connection.read(["drafts", "backups", "meta", "photos"], listOpen);
      const records: OutboxRecord[] = [];
      for (const each of open) {
        const record = needsBackup(each) ? await numbered(connection, author, each) : null;
        if (record) records.push(record);
      }
      return records;
    },

    /** Counts the drafts that the server holds as they are here. */
    count: (): Promise<number> =>
      connection.read(["drafts", "backups"], async (tx) => {
        const edits = new Map(
          (await tx.objectStore("drafts").getAll()).map((draft) => [draft.id, draft.edits]),
        );
        const all = await tx.objectStore("backups").getAll();
        return all.filter((backup) => backup.delivered && backup.edits === edits.get(backup.id)).length;
      }),

    /** Notes that the server holds this one. A draft that changed meanwhile has its next backup later. */
    delivered: (id: Uuid, rev: number): Promise<void> =>
      connection.write(["backups"], [], async (tx) => {
        const backup = await tx.objectStore("backups").get(id);
        if (backup?.rev === rev) await tx.objectStore("backups").put({ ...backup, delivered: true });
      }),

    /** Notes that a restored server holds none of them any more. */
    forgetDelivered: (): Promise<void> =>
      connection.write(["backups"], [], async (tx) => {
        for (const backup of await tx.objectStore("backups").getAll())
          await tx.objectStore("backups").put({ ...backup, delivered: false });
      }),
  };
}

/** A draft beside its last backup. `blobs` is null when a photo of it is gone. */
interface OpenDraft {
  draft: Draft;
  seen: Seen | null;
  last: Backup | undefined;
  blobs: BlobRef[] | null;
}

async function listOpen(tx: Reading): Promise<OpenDraft[]> {
  const seen = await lastSeen(tx);
  const drafts = await tx.objectStore("drafts").getAll();
  return Promise.all(
    drafts.map(async (draft) => ({
      draft,
      seen,
      last: await tx.objectStore("backups").get(draft.id),
      blobs: await blobsOf(tx, draft).catch(() => null),
    })),
  );
}

/** Tells whether a draft changed since its backup. One with more photos than the server takes has none: it
 * would be refused, and this phone count it as delivered. */
const needsBackup = ({ draft, last, blobs }: OpenDraft): boolean =>
  blobs !== null && blobs.length <= MOST_BLOBS && !(last?.delivered && last.edits === draft.edits);

/** Makes one record. Its number is on the disk before anything is on the wire: a number that was tried may
 * never carry other bytes. Null when another tab changed, sealed or numbered the draft since it was read. */
async function numbered(
  connection: Connection,
  author: Uuid,
  { draft, seen, last, blobs }: OpenDraft,
): Promise<OutboxRecord | null> {
  const { id, edits } = draft;
  const rev = (last?.rev ?? 0) + 1;
  const body = draftBody(draft, author, clockAt(seen, Date.now()));
  const digest = await digestOf(body);
  if (!(await takeNumber(connection, { id, rev, digest, edits, delivered: false }))) return null;
  failpoint("backup.numbered");
  const frozen = { base: null, digest, body, blobs: blobs ?? [], made_at: instant(Date.now()) };
  return { collection: "draft", id, rev, ...frozen, ...UNTRIED, about: aboutOf(draft) };
}

const takeNumber = (connection: Connection, backup: Backup): Promise<boolean> =>
  connection.write(["drafts", "backups"], [], async (tx) => {
    const draft = await tx.objectStore("drafts").get(backup.id);
    const last = await tx.objectStore("backups").get(backup.id);
    if (draft?.edits !== backup.edits || (last?.rev ?? 0) !== backup.rev - 1) return false;
    await tx.objectStore("backups").put(backup);
    return true;
  });
