/** Backups of drafts at the server: numbered by themselves, thrown away when the inspection is sealed. */
import type { Connection } from "../connection";
import { clockAt, instant } from "../clock";
import { digestOf } from "../hash";
import { lastSeen } from "../meta";
import { failpoint } from "../failpoints";
import { MOST_BLOBS } from "../photos/references";
import type { Backup } from "../schema";
import { aboutOf, APP_VERSION, blobsOf, bodyOf } from "./seal";
import type { Clock, Draft, OutboxRecord, Uuid } from "../types";

/** The text of a backup: the inspection so far, and the number it will be sealed under. */
export function draftBody(draft: Draft, author: Uuid, clock: Clock): string {
  const { sealed_at, ...inspection } = bodyOf(draft, "");
  return JSON.stringify({ schema: 1, author, app: APP_VERSION, clock, for_rev: draft.rev, inspection });
}

export function makeBackups(connection: Connection, author: Uuid) {
  /** Takes the number. False when another tab changed, sealed or numbered the draft since it was read. */
  const number = (backup: Backup): Promise<boolean> =>
    connection.write(["drafts", "backups"], [], async (tx) => {
      const draft = await tx.objectStore("drafts").get(backup.id);
      const last = await tx.objectStore("backups").get(backup.id);
      if (draft?.edits !== backup.edits || (last?.rev ?? 0) !== backup.rev - 1) return false;
      await tx.objectStore("backups").put(backup);
      return true;
    });

  return {
    /** Bodies of the drafts that changed since their last backup. The number is on the disk before anything is on the wire:
     * a number that was tried may never carry other bytes. */
    async prepare(): Promise<OutboxRecord[]> {
      const found = await connection.read(["drafts", "backups", "meta", "photos"], async (tx) => {
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
      });
      const records: OutboxRecord[] = [];
      for (const { draft, seen, last, blobs } of found) {
        // More photos than the server takes: it would refuse the backup, and this phone count it as told.
        if (!blobs || blobs.length > MOST_BLOBS || (last?.delivered && last.edits === draft.edits)) continue;
        const body = draftBody(draft, author, clockAt(seen, Date.now()));
        const rev = (last?.rev ?? 0) + 1;
        const digest = await digestOf(body);
        if (!(await number({ id: draft.id, rev, digest, edits: draft.edits, delivered: false }))) continue;
        failpoint("backup.numbered");
        records.push({
          collection: "draft",
          id: draft.id,
          rev,
          base: null,
          digest,
          body,
          blobs,
          made_at: instant(Date.now()),
          state: "ready",
          tries: 0,
          retry_at: 0,
          about: aboutOf(draft),
        });
      }
      return records;
    },

    /** The server holds this one. A draft that changed meanwhile has its next backup later. */
    delivered: (id: Uuid, rev: number): Promise<void> =>
      connection.write(["backups"], [], async (tx) => {
        const backup = await tx.objectStore("backups").get(id);
        if (backup?.rev === rev) await tx.objectStore("backups").put({ ...backup, delivered: true });
      }),

    /** A restored server forgot them. */
    forgetDelivered: (): Promise<void> =>
      connection.write(["backups"], [], async (tx) => {
        for (const backup of await tx.objectStore("backups").getAll())
          await tx.objectStore("backups").put({ ...backup, delivered: false });
      }),
  };
}
