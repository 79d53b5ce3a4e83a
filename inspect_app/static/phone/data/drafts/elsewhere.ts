/** Finds drafts that lie on another phone, by their backups at the server, and goes on with them here. */
import { countAnswered } from "./answered";
import { UNTOUCHED } from "./begin";
import type { Connection } from "../connection";
import { instant } from "../clock";
import { StoreError } from "../errors";
import { findInspection } from "./superseded";
import { pinChecklist } from "../feed/pinning";
import { nameAtServer } from "../photos/references";
import { backupOf, premisesOf, type BackupRow } from "../feed/decoders";
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

/** Tells whether it was begun, sealed or thrown away here. */
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

/** Tells whether the pulled rows are of the server that answers now: a restored one lacks this backup. */
async function isOfThisServer(tx: Reading | Writing): Promise<boolean> {
  const [rows, heard] = await Promise.all(
    ["cursor_epoch", "epoch"].map((key) => tx.objectStore("meta").get(key)),
  );
  return rows === heard;
}

/** Tells whether it was sealed elsewhere, though the page that takes the draft away has not come yet. */
const isSealed = (server: InspectionRow | null, for_rev: number): boolean => (server?.rev ?? 0) >= for_rev;

export function makeElsewhere(connection: Connection) {
  return {
    /** Lists the drafts that lie on other phones alone. */
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

    /** Goes on with a draft here. Its photos stay at the server, this phone only names them. */
    take: (id: Uuid): Promise<Draft> =>
      connection.write(TABLES, ["drafts"], async (tx) => {
        const { row, server } = await readOpen(tx, id);
        const { rev, digest, blobs } = row;
        const draft = await draftOf(tx, row, server);
        await nameAtServer(tx, blobs, draft.saved_at);
        await pinChecklist(tx, draft.checklist.sha256);
        await tx.objectStore("drafts").put(draft);
        const delivered = await isOfThisServer(tx);
        await tx.objectStore("backups").put({ id, rev, digest, edits: 0, delivered });
        return draft;
      }),
  };
}

/** Reads a backup to go on with. Throws `draft_gone` (it is here or sealed) or `no_revision` (no base
 * here). */
async function readOpen(tx: Reading | Writing, id: Uuid) {
  const found = await tx.objectStore("rows").get(["draft", id]);
  if (!found || (await isHere(tx, id))) throw new StoreError("draft_gone");
  const row = backupOf(found);
  const server = await findInspection(tx, id);
  if (isSealed(server, row.for_rev)) throw new StoreError("draft_gone");
  if (row.for_rev > 1 && server?.rev !== row.for_rev - 1) throw new StoreError("no_revision");
  return { row, server };
}

async function draftOf(
  tx: Reading | Writing,
  { id, for_rev, inspection }: BackupRow,
  server: InspectionRow | null,
): Promise<Draft> {
  const premises = await tx.objectStore("rows").get(["premises", inspection.premises.id]);
  const { schema, app, ...body } = inspection as InspectionBody;
  return {
    ...body,
    id,
    rev: for_rev,
    base: server?.digest ?? null,
    returned: server?.returned ?? [],
    premises_name: premises ? premisesOf(premises).name : "",
    ...UNTOUCHED,
    saved_at: instant(Date.now()),
  };
}
