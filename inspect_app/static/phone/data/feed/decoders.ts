/** Decodes pulled rows: one function per collection turns JSON into its type. What is missing or of
 * another type becomes empty, so that one row of a newer server stops no list. */
import type { RecordResult } from "../outbox/moves";
import type { Row } from "../schema";
import type {
  BlobRef,
  Cosignature,
  InspectionBody,
  InspectionRow,
  InspectionState,
  LastVisit,
  OutboxRecord,
  Person,
  Premises,
  PublishedChecklist,
  Remark,
} from "../types";

type Json = Record<string, unknown>;

/** A checklist as it is pulled and pinned: its object is still text. */
export type ChecklistText = Omit<PublishedChecklist, "object"> & { body: string };

/** What became of a record that was pushed earlier. */
export type Outcome = RecordResult & Pick<OutboxRecord, "collection" | "id" | "rev" | "digest">;

/** The newest backup of a draft at the server, with the inspection that it holds. */
export interface BackupRow {
  id: string;
  rev: number;
  digest: string;
  blobs: BlobRef[];
  for_rev: number;
  inspection: Omit<InspectionBody, "sealed_at" | "schema" | "app">;
}

export const isText = (value: unknown): value is string => typeof value === "string";
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const text = (value: unknown): string => (isText(value) ? value : "");
export const textOrNull = (value: unknown): string | null => (isText(value) ? value : null);
const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const numberOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);
export const object = (value: unknown): Json => (isObject(value) ? value : {});
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : []);

/** Keeps the members that are of one type. */
const only = <T>(values: Json, is: (value: unknown) => value is T): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, T] => is(entry[1])));

export const premisesOf = ({ id, data }: Row): Premises => ({
  id,
  kind: text(data.kind),
  code: text(data.code),
  name: text(data.name),
  area: text(data.area),
  address: text(data.address),
  lat: numberOrNull(data.lat),
  lng: numberOrNull(data.lng),
  attrs: object(data.attrs),
  parent: textOrNull(data.parent),
  status: text(data.status),
  last: isObject(data.last) ? lastVisitOf(data.last) : null,
  ...(Array.isArray(data.attempts) ? { attempts: objects(data.attempts).map(attemptOf) } : {}),
  qr: qrOf(object(data.qr)),
});

const lastVisitOf = ({ on, result, failed, readings, notes, repeated, profile }: Json): LastVisit => ({
  on: text(on),
  result: textOrNull(result),
  failed: texts(failed),
  ...(isObject(notes) ? { notes: only(notes, isText) } : {}),
  ...(isObject(repeated)
    ? { repeated: only(repeated, (one): one is number => typeof one === "number") }
    : {}),
  ...(isObject(readings) ? { readings } : {}),
  ...(isObject(profile) ? { profile } : {}),
});
const attemptOf = ({ inspection, no, on, outcome, reopened }: Json) => ({
  inspection: text(inspection),
  no: numberOrNull(no),
  on: text(on),
  outcome: textOrNull(outcome),
  reopened: reopened === true,
});
export const qrOf = ({ current, revoked }: Json): Premises["qr"] => ({
  current: textOrNull(current),
  revoked: texts(revoked),
});

export const personOf = ({ id, data }: Row): Person => ({
  id,
  name: text(data.name),
  badge: textOrNull(data.badge),
  keys: objects(data.keys).map((key) => ({
    id: text(key.id),
    x: text(key.x),
    y: text(key.y),
    from: text(key.from),
    until: textOrNull(key.until),
  })),
});

export const checklistOf = (data: Json): ChecklistText => ({
  code: text(data.code),
  version: text(data.version),
  sha256: text(data.sha256),
  kinds: texts(data.kinds),
  valid_from: textOrNull(data.valid_from),
  valid_to: textOrNull(data.valid_to),
  body: text(data.body),
});

export const inspectionOf = ({ id, data }: Row): InspectionRow => ({
  id,
  rev: number(data.rev),
  digest: text(data.digest),
  premises: text(data.premises),
  checklist: text(data.checklist),
  state: text(data.state) as InspectionState,
  result: textOrNull(data.result),
  received_at: textOrNull(data.received_at),
  decided_at: textOrNull(data.decided_at),
  returned: objects(data.returned).map(remarkOf),
  ...(isText(data.body) ? { body: data.body } : {}),
  ...(Array.isArray(data.blobs) ? { blobs: blobsIn(data.blobs) } : {}),
  ...(Array.isArray(data.fields) ? { fields: texts(data.fields) } : {}),
});

const remarkOf = ({ item, remark }: Json): Remark => ({ item: text(item), remark: text(remark) });
const blobsIn = (value: unknown): BlobRef[] =>
  objects(value).map(({ sha256, size, type }) => ({
    sha256: text(sha256),
    size: number(size),
    type: text(type),
  }));

export const backupOf = ({ id, data }: Row): BackupRow => {
  const { for_rev, inspection } = JSON.parse(text(data.body)) as Pick<BackupRow, "for_rev" | "inspection">;
  return {
    id,
    rev: number(data.rev),
    digest: text(data.digest),
    blobs: blobsIn(data.blobs),
    for_rev,
    inspection,
  };
};

export const cosignatureOf = ({ id, data }: Row): Cosignature => ({
  inspection: id,
  place: text(data.place),
  on: text(data.on),
  result: textOrNull(data.result),
  author: text(data.author),
  sha256: text(data.sha256),
});

export const outcomeOf = ({ data }: Row): Outcome => ({
  collection: text(data.collection) as Outcome["collection"],
  id: text(data.id),
  rev: number(data.rev),
  digest: text(data.digest),
  verdict: text(data.verdict) as Outcome["verdict"],
  code: textOrNull(data.code),
  message: textOrNull(data.message),
  detail: isObject(data.detail) ? data.detail : null,
  receipt: textOrNull(data.receipt),
});
