/** Frozen records, and how they are shown in the boxes. */
import type { AcceptanceRef, InspectionBody } from "./bodies";
import type { BlobRef, Day, Instant, Problem, Sha256, Uuid } from "./common";
import type { PhotoInfo } from "./drafts";
import type { InspectionRow } from "./pulled";

export type OutboxState =
  | "ready"
  | "waiting"
  | "quarantined_unproven"
  | "fix"
  | "never"
  | "received"
  | "quarantined"
  | "replaced";

/** One frozen record. `body` and `digest` never change again. */
export interface OutboxRecord {
  collection: "inspection" | "scan" | "draft" | "cosignature" | "proposal" | "correction_step";
  id: Uuid;
  rev: number;
  base: Sha256 | null;
  digest: Sha256;
  body: string;
  blobs: BlobRef[];
  made_at: Instant;
  state: OutboxState;
  /** For the list, without reading the body. */
  about: {
    premises: Uuid | null;
    premises_name: string | null;
    checklist: string | null;
    on: Day | null;
    acceptance?: AcceptanceRef;
    /** Nothing could be inspected: the premises stays due. */
    unable?: true;
    /** Its author took it back: what was due before is due again. */
    withdrawn?: true;
    /** Of a move of a correction: which, and the inspection that asked for the correction. */
    move?: string;
    inspection?: Uuid;
  };
  /** Code and detail of the last answer, and words of the server if it sent some. */
  code?: string;
  message?: string;
  detail?: Record<string, unknown>;
  /** Failed attempts in a row and when to try again (device milliseconds). */
  tries: number;
  retry_at: number;
  receipt?: string;
  received_at?: Instant;
  /** The epoch of the server that is known to have it. */
  epoch?: string;
  /** No phone and no server has its base any more. */
  base_lost?: boolean;
  /** Sent with its stream again because the server reported a gap. */
  resend?: boolean;
  /** The operator's one-time code in clear: on this phone alone, so that the notice can be shown again. */
  answer_code?: string;
  /** Of an answer that can be taken back: it went on the wire, and can be no more. */
  tried?: true;
}

export type Says = "confirm" | "dispute";

/** What this person said of a signature under his name, while it waits here. */
export interface CosignatureAnswer {
  id: Uuid;
  inspection: Uuid;
  says: Says;
  place: string;
  on: Day;
  /** It was never on the wire and can be taken back. */
  changeable: boolean;
}

/** What an inspector proposes about the register: something new under a premises, or what is other there. */
export type ProposalAbout = "new" | "name" | "attrs" | "code" | "closed";

/** A proposal as its author sees it; `waiting` has not arrived yet. */
export interface Proposal {
  id: Uuid;
  premises: Uuid;
  about: ProposalAbout;
  name: string | null;
  state: "waiting" | "refused" | "open" | "accepted" | "rejected";
  /** Why it was rejected. */
  reason: string | null;
}

/** One entry of the outbox or the sent box. */
export interface BoxEntry {
  collection: OutboxRecord["collection"];
  id: Uuid;
  rev: number;
  digest: Sha256;
  state: OutboxState;
  premises: Uuid | null;
  premises_name: string | null;
  checklist: string | null;
  on: Day | null;
  acceptance?: AcceptanceRef;
  unable?: true;
  withdrawn?: true;
  move?: string;
  made_at: Instant;
  received_at: Instant | null;
  /** How many photos the server has, of how many; `each` lists the signatures as well. */
  photos: { done: number; total: number; each: PhotoInfo[] };
  problem: Problem | null;
  /** Only a further revision gets it to the server. */
  mendable: boolean;
  /** Why a supervisor dismissed it. */
  reason: string | null;
  fields: string[];
  next_try_at: number | null;
}

/** A sent inspection, readable offline. */
export interface SentRecord extends BoxEntry {
  body: InspectionBody;
  receipt: string | null;
  /** The server's view of it, when it was pulled. */
  row: InspectionRow | null;
  /** The operator's one-time code, on the phone that drew it. */
  answer_code?: string;
}
