/** Rows that the server gives: read only, disposable. */
import type { Checklist } from "../../rules";
import type { BlobRef, Day, Instant, Sha256, Uuid } from "./common";

export interface Premises {
  id: Uuid;
  kind: string;
  code: string;
  name: string;
  area: string;
  address: string;
  lat: number | null;
  lng: number | null;
  attrs: Record<string, unknown>;
  parent: Uuid | null;
  status: string;
  last: LastVisit | null;
  /** Of a unit work: every acceptance meeting, in its order. */
  attempts?: Attempt[];
  qr: { current: string | null; revoked: string[] };
}

/** The last approved visit. `notes`: the beginning of what was noted of what failed; `repeated`: at how many
 * visits running that failed, from two on; `readings`: what was measured; `profile`: what that visit found out
 * for good, by item. */
export interface LastVisit {
  on: Day;
  result: string | null;
  failed: string[];
  notes?: Record<string, string>;
  repeated?: Record<string, number>;
  readings?: Record<string, unknown>;
  profile?: Record<string, unknown>;
}

/** As the server numbers them; a void meeting has no number. */
export interface Attempt {
  inspection: Uuid;
  no: number | null;
  on: Day;
  outcome: string | null;
  reopened: boolean;
}

export interface Person {
  id: Uuid;
  name: string;
  badge: string | null;
  /** The public keys that this person signs with. */
  keys: PublicKey[];
}

/** A point of P-256 in base64url; `id` is its thumbprint, `until` when its person revoked it. */
export interface PublicKey {
  id: string;
  x: string;
  y: string;
  from: Instant;
  until: Instant | null;
}

/** A published checklist; `object` is the parsed body that the rules read. */
export interface PublishedChecklist {
  code: string;
  version: string;
  sha256: Sha256;
  kinds: string[];
  valid_from: Day | null;
  valid_to: Day | null;
  object: ChecklistObject;
}
/** What the rules read: the object of `checklists show` with the screen's words. */
export type ChecklistObject = Checklist;

/** The question whether a signature under this user's name is his. */
export interface Cosignature {
  inspection: Uuid;
  place: string;
  on: Day;
  result: string | null;
  /** Name of who drew it up. */
  author: string;
  sha256: Sha256;
}

export type InspectionState =
  | "waiting"
  | "received"
  | "returned"
  | "approved"
  | "withdrawn"
  | "quarantined"
  | "fix";

/** How the server sees one inspection of this user. */
export interface InspectionRow {
  id: Uuid;
  rev: number;
  digest: Sha256;
  premises: Uuid;
  checklist: string;
  state: InspectionState;
  result: string | null;
  received_at: Instant | null;
  decided_at: Instant | null;
  returned: Remark[];
  body?: string | null;
  blobs?: BlobRef[] | null;
  /** Where the server could not read what is in `fix`. */
  fields?: string[];
}
export interface Remark {
  item: string;
  remark: string;
}
