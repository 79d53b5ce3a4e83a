/** Drops what was pulled when its person signs out or may not read it any more. His own work stays. */
import type { Connection } from "../connection";
import { isFinal } from "../outbox/moves";
import type { TableName, Writing } from "../schema";
import type { InspectionBody, Sha256 } from "../types";
import { ALL_TOPICS, countDrops } from "./rows";

const TABLES = ["rows", "cursors", "pinned", "drafts", "outbox", "meta", "bytes"] satisfies TableName[];

/** Drops rows and cursors, and the checklists that no open work needs, in one transaction. */
export const dropLists = (connection: Connection): Promise<void> =>
  connection.write(TABLES, [...ALL_TOPICS, "meta"], async (tx) => {
    const needed = await neededChecklists(tx);
    for (const sha256 of await tx.objectStore("pinned").getAllKeys())
      if (!needed.has(sha256)) await tx.objectStore("pinned").delete(sha256);
    await tx.objectStore("bytes").delete(IDBKeyRange.bound("copy:", "copy;")); // of corrections
    await tx.objectStore("rows").clear();
    await tx.objectStore("cursors").clear();
    for (const key of ["cursor_epoch", "last_sync_at"]) await tx.objectStore("meta").delete(key);
    await tx.objectStore("meta").put((await countDrops(tx)) + 1, "drops");
  });

/** Lists the checklists of drafts, and of sealed inspections that may have to be mended. */
async function neededChecklists(tx: Writing): Promise<Set<Sha256>> {
  const sealed = (await tx.objectStore("outbox").getAll())
    .filter(({ collection, state }) => collection === "inspection" && !isFinal(state))
    .map(({ body }) => JSON.parse(body) as InspectionBody);
  const open = await tx.objectStore("drafts").getAll();
  return new Set([...open, ...sealed].map(({ checklist }) => checklist.sha256));
}
