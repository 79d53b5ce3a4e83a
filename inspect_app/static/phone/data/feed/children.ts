/** Reads what lies under a market, an estate or a site, or subscribes to it from the next pull on. */
import { childKind } from "../../rules/kinds";
import type { Connection } from "../connection";
import { premisesOf } from "./decoders";
import type { Cursor, Reading, Row } from "../schema";
import type { Premises, Uuid } from "../types";

export interface Children {
  rows: Premises[];
  /** True when all that this person may read of them are here; false when none or only some are. */
  whole: boolean;
}

/** The part of a scope that holds what lies under nothing. */
const ALONE = "-";

/** Lists the cursors of the next pull, with 0 for each part that was opened or that nobody has to open. */
export async function pullCursors(tx: Reading): Promise<Record<string, number>> {
  const cursors = await tx.objectStore("cursors").getAll();
  const parted = new Set(cursors.filter((cursor) => cursor.parted).map(({ scope }) => scope));
  const parents = parted.size ? await tx.objectStore("wanted").getAllKeys() : [];
  const rows = await Promise.all(parents.map((parent) => parentRow(tx, parent)));
  const opened = rows.flatMap((row) => (row && parted.has(scopeUnder(row)) ? [partOf(row)] : []));
  const parts = [...[...parted].map((scope) => `${scope}:${ALONE}`), ...opened];
  return {
    ...Object.fromEntries(parts.map((part) => [part, 0])),
    ...Object.fromEntries(cursors.map(({ scope, seq }) => [scope, seq])),
  };
}

export function makeChildren(connection: Connection) {
  return {
    /** Reads what is here of the children of one premises. */
    children: (parent: Uuid): Promise<Children> =>
      connection.read(["rows", "cursors"], async (tx) => {
        const found = await tx.objectStore("rows").index("parent").getAll(parent);
        const row = await parentRow(tx, parent);
        return { rows: found.map(premisesOf), whole: row !== undefined && (await isWhole(tx, row)) };
      }),
    /** Makes the next pulls fetch what lies under one premises, as somebody opened it. */
    subscribeToChildren: (parent: Uuid): Promise<void> =>
      connection.write(["wanted"], [], async (tx) => {
        await tx.objectStore("wanted").put({ parent });
      }),
  };
}

const parentRow = (tx: Reading, parent: Uuid): Promise<Row | undefined> =>
  tx.objectStore("rows").get(["premises", parent]);

/** Names the scope that holds what lies under this premises. */
function scopeUnder(row: Row): string {
  const { area, kind } = premisesOf(row);
  return `area:${area}:${childKind(kind)}`;
}
const partOf = (row: Row): string => `${scopeUnder(row)}:${row.id}`;

async function isWhole(tx: Reading, row: Row): Promise<boolean> {
  const scope = await tx.objectStore("cursors").get(scopeUnder(row));
  // Every scope of one's own is answered from the first page on: this one may not be read.
  if (!scope) return true;
  if (!scope.parted) return isFetched(scope);
  return isFetched(await tx.objectStore("cursors").get(partOf(row)));
}
const isFetched = (cursor: Cursor | undefined): boolean => cursor !== undefined && !cursor.more;
