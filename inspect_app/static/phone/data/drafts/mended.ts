/** What lies here in `fix` and was gone on with on another phone: there is nothing left to do with it on this one. */
import type { Reading, Writing } from "../schema";
import type { InspectionRow, OutboxRecord } from "../types";

export async function isMended(tx: Reading | Writing, record: OutboxRecord): Promise<boolean> {
  if (record.state !== "fix") return false;
  const row = await tx.objectStore("rows").get(["inspection", record.id]);
  return ((row?.data as unknown as InspectionRow | undefined)?.rev ?? 0) > record.rev;
}

export async function withoutMended(tx: Reading | Writing, records: OutboxRecord[]): Promise<OutboxRecord[]> {
  const mended = await Promise.all(records.map((record) => isMended(tx, record)));
  return records.filter((_, nth) => !mended[nth]);
}
