/** The pulled rows: a disposable cache, read by key, filled page by page. */
import type { Connection } from "./connection";
import type { Reading, Row, Writing } from "./schema";
import type { Premises, Topic } from "./types";

const TOPIC: Record<string, Topic> = {
  premises: "premises",
  checklist: "checklists",
  person: "people",
  inspection: "inspections",
  draft: "inspections",
};

/** One scope of a pull answer. */
export interface FeedScope {
  scope: string;
  state: "new" | "same" | "reset" | "revoked";
  upto: number;
  more: boolean;
  rows: { collection: string; id: string; seq: number; rev: number; data: Record<string, unknown> }[];
  gone: { collection: string; id: string; seq: number }[];
}

export const listRows = async (tx: Reading | Writing, collection: string): Promise<Row[]> =>
  tx.objectStore("rows").getAll(IDBKeyRange.bound([collection], [collection, []]));

export const premisesOf = (row: Row): Premises => ({
  ...(row.data as unknown as Omit<Premises, "id">),
  id: row.id,
});

/** Rows and cursors of one page in one transaction, so that a cursor never runs ahead of its rows. */
export function applyPage(connection: Connection, epoch: string, scopes: FeedScope[]): Promise<void> {
  const touched = scopes
    .flatMap((scope) => [...scope.rows, ...scope.gone])
    .map((row) => TOPIC[row.collection]);
  const dropped = scopes.some((scope) => scope.state === "reset" || scope.state === "revoked");
  const topics = dropped
    ? [...new Set(Object.values(TOPIC))]
    : [...new Set(touched.filter((topic) => topic !== undefined))];
  return connection.write(["rows", "cursors", "meta"], topics, async (tx) => {
    for (const scope of scopes) await applyScope(tx, scope);
    await tx.objectStore("meta").put(epoch, "cursor_epoch");
  });
}

async function applyScope(tx: Writing, { scope, state, upto, rows, gone }: FeedScope): Promise<void> {
  if (state === "reset" || state === "revoked") await dropScope(tx, scope);
  if (state === "revoked") return tx.objectStore("cursors").delete(scope);
  for (const row of rows) await tx.objectStore("rows").put({ ...row, scope, ...lookups(row) });
  for (const { collection, id } of gone) await dropRow(tx, scope, collection, id);
  await tx.objectStore("cursors").put({ scope, seq: upto });
}

function lookups({
  collection,
  data,
}: {
  collection: string;
  data: Record<string, unknown>;
}): Pick<Row, "tokens" | "code"> {
  if (collection !== "premises") return {};
  const qr = (data["qr"] ?? {}) as { current?: string | null; revoked?: string[] };
  const tokens = [qr.current, ...(qr.revoked ?? [])].filter((token) => typeof token === "string");
  return { tokens, ...(typeof data["code"] === "string" ? { code: data["code"] } : {}) };
}

async function dropScope(tx: Writing, scope: string): Promise<void> {
  const keys = await tx.objectStore("rows").index("scope").getAllKeys(scope);
  for (const key of keys) await tx.objectStore("rows").delete(key);
}

/** A row that moved to another scope was perhaps pulled there already: drop only the copy that lies in this one. */
async function dropRow(tx: Writing, scope: string, collection: string, id: string): Promise<void> {
  const copy = await tx.objectStore("rows").get([collection, id]);
  if (copy?.scope === scope) await tx.objectStore("rows").delete([collection, id]);
}
