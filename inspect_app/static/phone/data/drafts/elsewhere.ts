/** Unfinished work that this user left on another phone: its backups at the server, and how to go on with them here. */
import { countAnswered } from "./answered";
import type { Connection } from "../connection";
import { instant } from "../clock";
import { StoreError } from "../errors";
import { findInspection } from "./superseded";
import { pinChecklist } from "../feed/pinning";
import { nameAtServer } from "../photos/references";
import { backupOf, premisesOf } from "../feed/decoders";
import { listRows } from "../feed/rows";
import { streamRange, type Reading, type TableName, type Writing } from "../schema";
import type { Day, Draft, InspectionBody, InspectionRow, Uuid } from "../types";

const TABLES = [
  "rows",
  "pinned",
  "drafts",
  "backups",
  "photos",
  "outbox",
  "sent",
  "meta",
] satisfies TableName[];

export interface DraftElsewhere {
  id: Uuid;
  premises: Uuid;
  checklist: string;
  on: Day;
  answered: number;
}

/** One that was begun, sealed or thrown away here is not elsewhere. */
async function isHere(tx: Reading | Writing, id: Uuid): Promise<boolean> {
  const range = streamRange("inspection", id);
  const counts = [
    tx.objectStore("drafts").count(id),
    tx.objectStore("backups").count(id),
    tx.objectStore("outbox").count(range),
    tx.objectStore("sent").count(range),
  ];
  return (await Promise.all(counts)).some((count) => count > 0);
}

/** The rows may still be those of a server that was restored since: the one that answers now lacks this backup. */
async function isOfThisServer(tx: Reading | Writing): Promise<boolean> {
  const [rows, heard] = await Promise.all(
    ["cursor_epoch", "epoch"].map((key) => tx.objectStore("meta").get(key)),
  );
  return rows === heard;
}

/** What it was to become is at the server: the page that takes the draft away has not come yet. */
const isSealed = (server: InspectionRow | null, for_rev: number): boolean => (server?.rev ?? 0) >= for_rev;

export function makeElsewhere(connection: Connection) {
  return {
    all: (): Promise<DraftElsewhere[]> =>
      connection.read(TABLES, async (tx) => {
        const found: DraftElsewhere[] = [];
        for (const row of await listRows(tx, "draft")) {
          const { inspection, for_rev } = backupOf(row);
          if ((await isHere(tx, row.id)) || isSealed(await findInspection(tx, row.id), for_rev)) continue;
          found.push({
            id: row.id,
            premises: inspection.premises.id,
            checklist: inspection.checklist.code,
            on: inspection.on,
            answered: countAnswered(inspection),
          });
        }
        return found;
      }),

    /** Goes on with it here. Its photos stay at the server, this phone only names them. */
    take: (id: Uuid): Promise<Draft> =>
      connection.write(TABLES, ["drafts"], async (tx) => {
        const row = await tx.objectStore("rows").get(["draft", id]);
        if (!row || (await isHere(tx, id))) throw new StoreError("draft_gone");
        const { rev, digest, blobs, for_rev, inspection } = backupOf(row);
        const saved_at = instant(Date.now());
        const server = await findInspection(tx, id);
        if (isSealed(server, for_rev)) throw new StoreError("draft_gone");
        if (for_rev > 1 && server?.rev !== for_rev - 1) throw new StoreError("no_revision");
        const premises = await tx.objectStore("rows").get(["premises", inspection.premises.id]);
        const { schema, app, ...kept } = inspection as InspectionBody;
        const draft: Draft = {
          ...kept,
          id,
          rev: for_rev,
          base: server?.digest ?? null,
          returned: server?.returned ?? [],
          premises_name: premises ? premisesOf(premises).name : "",
          current_item: null,
          camera_item: null,
          edits: 0,
          saved_at,
        };
        await nameAtServer(tx, blobs, saved_at);
        await pinChecklist(tx, draft.checklist.sha256);
        await tx.objectStore("drafts").put(draft);
        await tx
          .objectStore("backups")
          .put({ id, rev, digest, edits: 0, delivered: await isOfThisServer(tx) });
        return draft;
      }),
  };
}
