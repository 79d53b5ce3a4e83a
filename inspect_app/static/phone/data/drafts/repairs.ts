/** Finds what there is to mend: an inspection that was returned, or a record that the server refused. */
import { findInspection, withoutSuperseded } from "./superseded";
import { fieldsOf, isFinal } from "../outbox/moves";
import { streamRange, type Reading, type Writing } from "../schema";
import type { BlobRef, InspectionBody, InspectionRow, OutboxRecord, Remark, Sha256, Uuid } from "../types";

/** What the next revision begins with. */
export interface Source {
  /** The first item that was sent back or is in the way. */
  item: string | null;
  body: string;
  blobs: BlobRef[];
  rev: number;
  base: Sha256 | null;
  returned: Remark[];
}

/** Finds what the next revision of an inspection begins with; null when there is nothing to mend. */
export async function findSource(tx: Reading | Writing, id: Uuid): Promise<Source | null> {
  const range = streamRange("inspection", id);
  const own = [
    ...(await tx.objectStore("outbox").getAll(range)),
    ...(await tx.objectStore("sent").getAll(range)),
  ];
  const newest = (await withoutSuperseded(tx, own))
    .filter((record) => record.state !== "replaced")
    .sort((a, b) => a.rev - b.rev)
    .at(-1);
  const row = await findInspection(tx, id);
  if (row?.body && isToMend(row) && !(newest && replacesRow(newest, row))) {
    return {
      body: row.body,
      blobs: row.blobs ?? [],
      rev: row.rev + 1,
      base: row.digest,
      returned: row.returned,
      item: row.returned[0]?.item ?? itemOf(row.fields, row.body),
    };
  }
  return newest ? fromRecord(newest, await findBroken(tx, newest.blobs)) : null;
}

/** Tells whether the row can be mended here: `fix` on any phone of its author, as one may be lost. */
export const isToMend = ({ state, body }: InspectionRow): boolean =>
  state === "returned" || (state === "fix" && !!body);

/** Tells whether a record made here replaces the row: a later revision, or the very one in `fix`. */
export const replacesRow = (own: OutboxRecord, row: InspectionRow): boolean =>
  own.rev > row.rev || (row.state === "fix" && own.digest === row.digest);

/** Makes a source of a record. What was never stored is mended under the same number, else the next. */
function fromRecord(record: OutboxRecord, broken: Set<Sha256>): Source | null {
  const { body, blobs, rev, base, digest, state } = record;
  const common = { body, blobs, returned: [], item: itemOf(fieldsOf(record), body) };
  if (state === "never") return { ...common, rev, base };
  const cannotArrive = broken.size > 0 && !isFinal(state);
  return state === "fix" || cannotArrive ? { ...common, rev: rev + 1, base: digest } : null;
}

/** Finds the item of a field, as `answers.bright.mode`, or `tables.4.scores.load` of the fifth sheet. */
function itemOf([field = ""]: string[] = [], body: string): string | null {
  const [, nth, slug] = /^tables\.(\d+)\.scores\.([^.]+)/.exec(field) ?? [];
  const sheet = nth && (JSON.parse(body) as InspectionBody).tables?.[Number(nth)];
  if (sheet) return `${sheet.table}[${sheet.label}].${slug}`;
  return /^(?:answers|photos)\.(.+)$/.exec(field)?.[1] ?? null;
}

/** Finds photos that this phone will never bring to the server: spoiled here, unreadable there, or left on
 * another phone. The next revision goes without them. */
export async function findBroken(tx: Reading | Writing, blobs: BlobRef[]): Promise<Set<Sha256>> {
  const infos = await Promise.all(blobs.map((blob) => tx.objectStore("photos").get(blob.sha256)));
  return new Set(
    infos.flatMap((info) =>
      info && !info.uploaded && (!info.here || info.spoiled || info.unreadable) ? [info.sha256] : [],
    ),
  );
}
