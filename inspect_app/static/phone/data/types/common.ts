/** Names used everywhere: ids, times, who, what went wrong. */

export type Uuid = string;
export type Sha256 = string;
/** RFC 3339 with offset. */
export type Instant = string;
/** YYYY-MM-DD in Shanghai. */
export type Day = string;

export interface User {
  id: Uuid;
  name: string;
  full_name?: string;
  role: string;
  /** The privacy notice is still to be shown to this person. */
  notice?: true;
}

/** What went wrong, as in the error catalogue. Its words are the server's or the text `problem.<code>`. */
export interface Problem {
  code: string;
  safe: boolean;
  next: "sign_in" | "retry" | "fix" | "ask" | "wait" | "none";
  zh?: string;
  en?: string;
}

export interface BlobRef {
  sha256: Sha256;
  size: number;
  type: string;
}

export type Topic =
  | "premises"
  | "checklists"
  | "people"
  | "inspections"
  | "drafts"
  | "outbox"
  | "sent"
  | "photos"
  | "meta";

export interface Meta {
  client_id: Uuid | null;
  epoch: string | null;
  /** Server minus device, in milliseconds. */
  offset_ms: number;
  last_sync_at: number | null;
  last_received_at: Instant | null;
}
