/** The shapes that the phone keeps. No code: names and fields are those of the protocol. */

import type { Checklist } from "../rules";

export type Uuid = string;
export type Sha256 = string;
/** RFC 3339 with offset. */
export type Instant = string;
/** YYYY-MM-DD in Shanghai. */
export type Day = string;

export interface User { id: Uuid; name: string; role: string }

/** What went wrong, in the shape of the error catalogue. Words come from the server or from `problem.<code>` of the texts. */
export interface Problem {
  code: string;
  safe: boolean;
  next: "sign_in" | "retry" | "fix" | "ask" | "wait" | "none";
  zh?: string;
  en?: string;
}

// ---- pulled rows -------------------------------------------------------------------------

export interface Premises {
  id: Uuid; kind: string; code: string; name: string; area: string; address: string;
  lat: number | null; lng: number | null; attrs: Record<string, unknown>; parent: Uuid | null;
  status: string;
  last: { on: Day; result: string | null; failed: string[] } | null;
  qr: { current: string | null; revoked: string[] };
}

export interface Person { id: Uuid; name: string; badge: string | null }

/** A published checklist; `object` is the parsed body that the rules read. */
export interface PublishedChecklist {
  code: string; version: string; sha256: Sha256; kinds: string[];
  valid_from: Day | null; valid_to: Day | null;
  object: ChecklistObject;
}
/** What the rules read: the object of `checklists show` with the screen's words. */
export type ChecklistObject = Checklist;

export type InspectionState = "waiting" | "received" | "returned" | "approved" | "kept" | "fix";

/** How the server sees one inspection of this user. */
export interface InspectionRow {
  id: Uuid; rev: number; digest: Sha256; premises: Uuid; checklist: string; state: InspectionState;
  result: string | null; received_at: Instant | null; decided_at: Instant | null;
  returned: Remark[]; body?: string | null; blobs?: BlobRef[] | null;
}
export interface Remark { item: string; remark: string }

// ---- work in hand ------------------------------------------------------------------------

export interface Answer {
  value: unknown;
  parts?: Record<string, number>;
  until?: Day;
  note?: string;
  /** Why a required photo is missing. */
  no_photo?: string;
  due_days?: number;
}

export type PhotoSource = "camera" | "album";
export type PhotoRole = "evidence" | "marked" | "before" | "after";
export interface PhotoRef { sha256: Sha256; taken_at: Instant; source: PhotoSource; role: PhotoRole }
export interface SignatureRef { role: "inspector" | "present"; user?: Uuid; name?: string; sha256: Sha256 }
export interface Inspector { user: Uuid; cosigned: "self" | "signature" | "pin" | "qr" }
export interface Position { lat: number; lng: number; accuracy_m: number }
export interface Clock { server_time: Instant | null; age_ms: number | null }

/** Exactly the body of an inspection; the server refuses any other field. */
export interface InspectionBody {
  schema: 1; author: Uuid; app: string; visit: Uuid; reason?: string; on: Day;
  premises: { id: Uuid; kind: string; attrs: Record<string, unknown> };
  checklist: { code: string; version: string; sha256: Sha256 };
  started_at: Instant; sealed_at: Instant; clock: Clock;
  inspectors: Inspector[]; position: Position | null; no_position?: string;
  answers: Record<string, Answer>;
  photos: Record<string, PhotoRef[]>;
  signatures: SignatureRef[]; refusal: { reason: string } | null;
}

/** An inspection under way. Everything but the last block goes into the body. */
export interface Draft {
  id: Uuid; author: Uuid; visit: Uuid; on: Day; started_at: Instant; clock: Clock;
  premises: { id: Uuid; kind: string; attrs: Record<string, unknown> };
  checklist: { code: string; version: string; sha256: Sha256 };
  inspectors: Inspector[]; position: Position | null; no_position?: string;
  answers: Record<string, Answer>; photos: Record<string, PhotoRef[]>;
  signatures: SignatureRef[]; refusal: { reason: string } | null; reason?: string;
  /** Number this draft takes when sealed, and the digest it stands on (null for 1). */
  rev: number; base: Sha256 | null;
  /** What the supervisor wrote, when this mends a returned inspection. */
  returned: Remark[];
  /** For the list without a look-up; never sent. */
  premises_name: string;
  /** Where to come back to after a reload or a crash. */
  current_item: string | null;
  /** Item whose camera was opened last and has not answered yet. */
  camera_item: string | null;
  edits: number;
  saved_at: Instant;
}

export interface BlobRef { sha256: Sha256; size: number; type: string }

/** What is known of one photo or signature; the bytes lie apart under the same name. */
export interface PhotoInfo extends BlobRef {
  /** Bytes lie on this phone (a draft fetched from the server has none here). */
  here: boolean;
  /** The server said that it holds them. */
  uploaded: boolean;
  /** A verified receipt lists them. */
  receipted: boolean;
  /** Bytes read back differ from their name: take the photo again. */
  spoiled?: boolean;
  /** Refused by the server as unreadable. */
  unreadable?: boolean;
  /** Half-finished upload, to be resumed. */
  location?: string;
  saved_at: Instant;
}

// ---- frozen records ----------------------------------------------------------------------

export type OutboxState = "ready" | "waiting" | "held" | "fix" | "never" | "received" | "kept" | "replaced";

/** One frozen record. `body` and `digest` never change again. */
export interface OutboxRecord {
  collection: "inspection" | "scan" | "draft"; id: Uuid; rev: number; base: Sha256 | null;
  digest: Sha256; body: string; blobs: BlobRef[]; made_at: Instant;
  state: OutboxState;
  /** For the list, without reading the body. */
  about: { premises: Uuid | null; premises_name: string | null; checklist: string | null; on: Day | null };
  /** Code and detail of the last answer, and words of the server if it sent some. */
  code?: string; message?: string; detail?: Record<string, unknown>;
  /** Failed attempts in a row and when to try again (device milliseconds). */
  tries: number; retry_at: number;
  receipt?: string; received_at?: Instant;
  /** Epoch whose server is known to hold it. */
  epoch?: string;
  /** Its base is nowhere to be had any more. */
  base_lost?: boolean;
  /** Sent with its stream again because the server reported a gap. */
  again?: boolean;
}

/** One line of the outbox or the sent box. */
export interface BoxEntry {
  collection: OutboxRecord["collection"]; id: Uuid; rev: number; digest: Sha256; state: OutboxState;
  premises: Uuid | null; premises_name: string | null; checklist: string | null;
  on: Day | null; made_at: Instant; received_at: Instant | null;
  /** Photos and signatures the server holds, of how many. */
  photos: { done: number; total: number; each: PhotoInfo[] };
  problem: Problem | null; fields: string[]; next_try_at: number | null;
}

/** A sent inspection, readable offline. */
export interface SentRecord extends BoxEntry {
  body: InspectionBody; receipt: string | null;
  /** The server's view of it, when it was pulled. */
  row: InspectionRow | null;
}

export type Topic = "premises" | "checklists" | "people" | "inspections" | "drafts" | "outbox" | "sent" | "photos" | "meta";

export interface Meta {
  client_id: Uuid | null; epoch: string | null;
  /** Server minus device, in milliseconds. */
  offset_ms: number;
  last_sync_at: number | null; last_received_at: Instant | null;
}
