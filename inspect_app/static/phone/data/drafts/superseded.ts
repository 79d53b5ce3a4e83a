/** Tells which records in `fix` were mended on another phone: nothing is left to do with them on this one. */
import { inspectionOf } from "../feed/decoders";
import type { Reading, Writing } from "../schema";
import type { InspectionRow, OutboxRecord, Uuid } from "../types";

/** Finds how the server sees one inspection of this user; null when no pull brought it. */
export async function findInspection(tx: Reading | Writing, id: Uuid): Promise<InspectionRow | null> {
  const row = await tx.objectStore("rows").get(["inspection", id]);
  return row ? inspectionOf(row) : null;
}

/** Tells whether a record in `fix` was mended on another phone. */
export const isSuperseded = async (
  tx: Reading | Writing,
  { state, id, rev }: OutboxRecord,
): Promise<boolean> => state === "fix" && ((await findInspection(tx, id))?.rev ?? 0) > rev;

export async function withoutSuperseded(
  tx: Reading | Writing,
  records: OutboxRecord[],
): Promise<OutboxRecord[]> {
  const superseded = await Promise.all(records.map((record) => isSuperseded(tx, record)));
  return records.filter((_, index) => !superseded[index]);
}
