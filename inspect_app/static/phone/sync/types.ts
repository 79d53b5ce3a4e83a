/** The engine as the screens see it. */
import type { Problem, User } from "../data";

export type Phase = "idle" | "asking" | "sending" | "uploading" | "fetching";

export interface Status {
  /** Null until it was asked: being online is asked, never believed. */
  online: boolean | null;
  phase: Phase;
  /** Photos of drafts and sealed inspections that the server is not known to have. */
  photosWaiting: number;
  /** Their signatures. */
  signaturesWaiting: number;
  /** Sealed inspections without a verified receipt. */
  recordsWaiting: number;
  /** Scans travel too, though the outbox does not show them. */
  scansWaiting: number;
  /** When the oldest of them was made (device milliseconds). */
  oldestAt: number | null;
  /** Inspections that are not sealed: they are no record yet, and at most backed up. */
  draftsOpen: number;
  /** When the last verified receipt came (RFC 3339), null if none ever did. */
  lastReceivedAt: string | null;
  /** When the last complete round ended (device milliseconds). */
  lastSyncAt: number | null;
  /** When the engine tries again by itself (device milliseconds). */
  nextTryAt: number | null;
  /** `sign_in`, `other_user`, `revoked`, `role`, `offline`, `update`, or what the server said. */
  problem: Problem | null;
  /** Bytes of the photo on its way, for a progress bar. */
  upload: { sent: number; total: number } | null;
}

export interface Sync {
  /** Starts the loop: now, on `online`, when shown, every 60 s while shown. Returns the way to stop. */
  start(): () => void;
  /** The button: starts at once, forgets every pause. Resolves when the round is over; never rejects. */
  syncNow(): Promise<Status>;
  /** Starts a round soon, after a seal or a photo; nothing to wait for. */
  nudge(): void;
  status(): Status;
  /** Calls back at once and after each change. Returns the way to stop. */
  watch(listener: (status: Status) => void): () => void;
}

export interface Unsent {
  records: number;
  drafts: number;
  /** How many of the drafts lie at the server as they are here. */
  backedUp: number;
  photos: number;
}
export type LogoutAnswer = { done: true } | { done: false; unsent: Unsent };
export interface SignedIn {
  user: User;
  expires_at: string;
  /** Sent until the server knows that the person has read the privacy notice. */
  notice?: boolean;
}
