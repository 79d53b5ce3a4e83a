/** Stores the pulled rows: a disposable cache, read by key, filled page by page. */
import type { Connection } from "../connection";
import type { Cursor, Reading, Row, Writing } from "../schema";
import { isText, object, qrOf } from "./decoders";
import type { Topic } from "../types";

const TOPIC: Record<string, Topic> = {
  premises: "premises",
  checklist: "checklists",
  person: "people",
  inspection: "inspections",
  draft: "inspections",
  cosignature: "inspections",
  proposal: "inspections",
  correction: "inspections",
  notice: "inspections",
};
/** Lists the topics that pulled rows belong to. */
export const ALL_TOPICS = [...new Set(Object.values(TOPIC))];

/** One scope of a pull answer. */
export interface FeedScope {
  scope: string;
  state: "new" | "same" | "reset" | "revoked" | "parted";
  upto: number;
  more: boolean;
  rows: { collection: string; id: string; seq: number; rev: number; data: Record<string, unknown> }[];
  gone: { collection: string; id: string; seq: number }[];
}

/** Reads all rows of one collection, in the order of their ids. */
export const listRows = async (tx: Reading | Writing, collection: string): Promise<Row[]> =>
  tx.objectStore("rows").getAll(IDBKeyRange.bound([collection], [collection, []]));

/** Counts how often the lists were dropped: a page that was asked for before is worth nothing. */
export const countDrops = async (tx: Reading | Writing): Promise<number> =>
  ((await tx.objectStore("meta").get("drops")) as number | undefined) ?? 0;

/** Writes rows and cursors of one page in one transaction, so that a cursor never runs ahead of its rows.
 * What finds no room comes again with a later round. `drops`: how many there were when it was asked for. */
export function applyPage(
  connection: Connection,
  epoch: string,
  scopes: FeedScope[],
  drops: number | null,
): Promise<void> {
  const topics: Topic[] = []; // known only when it is written
  const work = async (tx: Writing) => {
    if (drops !== null && drops !== (await countDrops(tx))) return;
    const changed = new Set<Topic>();
    for (const scope of scopes) for (const topic of await applyScope(tx, scope)) changed.add(topic);
    topics.splice(0, topics.length, ...changed);
    await tx.objectStore("meta").put(epoch, "cursor_epoch");
  };
  return connection.write(["rows", "cursors", "meta"], topics, work, { reserve: false });
}

/** Writes one scope of a page and returns the topics that it changed. */
async function applyScope(tx: Writing, page: FeedScope): Promise<readonly Topic[]> {
  const { scope, state, more, rows, gone } = page;
  const known = await tx.objectStore("cursors").get(scope);
  if (saysNothing(page, known)) return [];
  const isDropped = state === "reset" || state === "revoked" || state === "parted";
  if (isDropped) await dropScope(tx, scope);
  if (known?.parted && state !== "parted") await dropParts(tx, scope);
  if (state === "revoked") await tx.objectStore("cursors").delete(scope);
  else await tx.objectStore("cursors").put(cursorOf(page));
  for (const row of rows) await tx.objectStore("rows").put({ ...row, scope, ...lookups(row) });
  for (const { collection, id } of gone) await dropRow(tx, scope, collection, id);
  if (isDropped) return ALL_TOPICS;
  // Also a scope in which nothing lies: it was not known to be empty.
  const fetched: Topic[] = !more && (!known || known.more) ? ["premises"] : [];
  return [...fetched, ...[...rows, ...gone].flatMap((row) => TOPIC[row.collection] ?? [])];
}

function saysNothing({ state, upto }: FeedScope, known: Cursor | undefined): boolean {
  if (state === "revoked") return known === undefined;
  if (state === "parted") return known?.parted === true;
  return state === "same" && known?.seq === upto && !known.more && !known.parted;
}

const cursorOf = ({ scope, state, upto, more }: FeedScope): Cursor => ({
  scope,
  seq: upto,
  ...(more ? { more } : {}),
  ...(state === "parted" ? { parted: true } : {}),
});

/** Copies out of a premises what a scan looks it up by. */
function lookups({ collection, data }: Pick<Row, "collection" | "data">): Pick<Row, "tokens" | "code"> {
  if (collection !== "premises") return {};
  const { current, revoked } = qrOf(object(data.qr));
  const tokens = current === null ? revoked : [current, ...revoked];
  return { tokens, ...(isText(data.code) ? { code: data.code } : {}) };
}

async function dropScope(tx: Writing, scope: string): Promise<void> {
  const keys = await tx.objectStore("rows").index("scope").getAllKeys(scope);
  for (const key of keys) await tx.objectStore("rows").delete(key);
}

/** Deletes the parts of a scope that comes whole from now on. */
async function dropParts(tx: Writing, scope: string): Promise<void> {
  const parts = IDBKeyRange.bound(`${scope}:`, `${scope};`, true, true);
  for (const part of await tx.objectStore("cursors").getAllKeys(parts)) {
    await dropScope(tx, part);
    await tx.objectStore("cursors").delete(part);
  }
}

/** Deletes the copy of a row in this scope: one that moved was perhaps pulled in the other scope already. */
async function dropRow(tx: Writing, scope: string, collection: string, id: string): Promise<void> {
  const copy = await tx.objectStore("rows").get([collection, id]);
  if (copy?.scope === scope) await tx.objectStore("rows").delete([collection, id]);
}
