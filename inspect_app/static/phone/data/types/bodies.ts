/** The parts of a body, exactly as the protocol names them. */
import type { Why } from "../../rules/unable";
import type { Day, Instant, Sha256, Uuid } from "./common";

export interface Answer {
  value: unknown;
  parts?: Record<string, number>;
  until?: Day;
  note?: string;
  /** Why a required photo is missing. */
  no_photo?: string;
  due_days?: number;
  /** What a share was counted from: 47 of 50. */
  fraction?: [part: number, whole: number];
}

export type PhotoSource = "camera" | "album";
export type PhotoRole = "evidence" | "marked" | "before" | "after";
export interface PhotoRef {
  sha256: Sha256;
  taken_at: Instant;
  source: PhotoSource;
  role: PhotoRole;
  /** The unmarked photo that a marked one was drawn on. */
  of?: Sha256;
}
/** What was spoken about an item. */
export interface VoiceNote {
  sha256: Sha256;
  type: "audio/webm" | "audio/mp4";
  seconds: number;
  taken_at: Instant;
}
/** That nobody had to stand back from the inspection, or who did and why. */
export type Recusal = { none: true } | { user: Uuid; reason: string };
export interface SignatureRef {
  role: "inspector" | "present";
  user?: Uuid;
  name?: string;
  sha256: Sha256;
  signed_at: Instant;
  /** Of what was shown to whoever signed; null where version 1 of the wire did not say it. */
  content_digest: Sha256 | null;
  /** The revision that was shown. */
  rev: number;
  /** Given for a whole round: the digest is that of its list. */
  round?: true;
  /** Made with the signer's own key: its id, and what it signed. */
  key?: string;
  proof?: string;
}

/** One inspection of a round of signatures, with the content that was signed. */
export interface RoundEntry {
  inspection: Uuid;
  content_digest: Sha256;
}
export interface Inspector {
  user: Uuid;
  cosigned: "self" | "signature" | "pin" | "qr";
}
export interface Position {
  lat: number;
  lng: number;
  accuracy_m: number;
}
export interface Clock {
  server_time: Instant | null;
  age_ms: number | null;
}

/** `points` are per place. */
export interface Deduction {
  clause: string;
  count: number;
  points: number;
}

/** What was found at one place of a JGJ 59 table: points given, nothing to judge, or what was taken off. */
export type SheetScore =
  | number
  | "missing"
  | { deductions: Deduction[]; note?: string; no_photo?: string }
  | { missing: true; reason: string };

/** One filled table; a repeated one (per crane, hoist, scaffold) carries a label of its own. */
export interface TableSheet {
  table: string;
  label: string;
  scores: Record<string, SheetScore>;
}

export interface AcceptanceRef {
  unit_work: Uuid;
  void?: string;
  handling?: string;
}

/** What is to be put right about one failed item, and in how many working days. */
export interface CorrectionAsked {
  id: Uuid;
  item: string;
  measure?: string;
  deadline_days?: number;
}

/** Why nothing could be inspected; `no_photo` is why no picture shows it. */
export interface Unable {
  why: Why;
  reason: string;
  no_photo?: string;
}

/** Proof of the operator's one-time code: hex of 16 random bytes, and PBKDF2-SHA256 with 600,000 rounds. */
export interface AnswerCode {
  salt: string;
  hash: Sha256;
}

/** Exactly the body of an inspection; the server refuses any other field. */
export interface InspectionBody {
  schema: 2;
  author: Uuid;
  app: string;
  visit: Uuid;
  reason?: string;
  on: Day;
  premises: { id: Uuid; kind: string; attrs: Record<string, unknown> };
  checklist: { code: string; version: string; sha256: Sha256 };
  started_at: Instant;
  sealed_at: Instant;
  clock: Clock;
  inspectors: Inspector[];
  position: Position | null;
  no_position?: string;
  answers: Record<string, Answer>;
  tables?: TableSheet[];
  acceptance?: AcceptanceRef;
  corrections?: CorrectionAsked[];
  photos: Record<string, PhotoRef[]>;
  signatures: SignatureRef[];
  /** Why nobody signed a later revision with other verdicts or deadlines. */
  not_resigned?: string;
  refusal: { reason: string } | null;
  unable?: Unable;
  /** What was signed together; every inspection of it carries the same list. */
  round?: RoundEntry[];
  answer_code?: AnswerCode;
  /** Why a later revision takes the inspection back. */
  withdrawn?: string;
  voice?: Record<string, VoiceNote>;
  /** Why the position is not that of the premises. */
  far?: string;
  recusal?: Recusal;
}
