/** Corrections as the server tells of them, and as this phone shows them. */
import type { MoveName, Situation } from "../../rules/corrections";
import type { Answer, PhotoRef } from "./bodies";
import type { Day, Instant, Sha256, Uuid } from "./common";

/** A failed item that is to be put right, as its pulled row says; `made` are the moves that led there. */
export interface CorrectionRow extends Situation {
  id: Uuid;
  inspection: Uuid;
  premises: Uuid;
  place: string;
  kind: string;
  checklist: { code: string; version: string };
  item: string;
  steps: number;
  /** The day of the inspection. */
  on: Day;
  /** Years of the term that had no official days when it was served. */
  unknown_years: number[];
  assigned: Uuid | null;
  answer: Answer | null;
  before: Sha256[];
  after: Sha256[];
  said: Said | null;
  /** What the operator wrote when he reported that it was put right. */
  reported: string | null;
  made: Uuid[];
  /** How the order was served. */
  how: string | null;
}

/** The last move with its reason. */
export interface Said {
  move: string;
  who: string;
  reason: string;
  at: Instant;
}

/** With the moves of this phone laid over it that the server has not told of yet. */
export interface Correction extends CorrectionRow {
  pending: Uuid[];
}

/** A move of this phone that did not count: it was made too late, or somebody decided against it. */
export interface LostMove {
  id: Uuid;
  move: MoveName;
  made_at: Instant;
  photos: number;
  /** True once the server has it, where a supervisor sees it. */
  kept: boolean;
  correction: Correction | null;
  place: string;
}

export interface Corrections {
  all: Correction[];
  lost: LostMove[];
}

/** What an inspector did about a correction. */
export interface MadeMove {
  move: "serve" | "pass" | "still_failing" | "unable";
  how?: string;
  note?: string;
  value?: number | string;
}

/** A recheck under way: what was chosen, written and taken before it is done. */
export interface RecheckDraft {
  choice: "pass" | "still_failing" | "unable" | null;
  note: string;
  value: string;
  photos: PhotoRef[];
}

/** The newest event of a correction that asks something of this person; `id` is the correction's, `mark`
 * the event's, `due_on` the deadline that a reminder is about. */
export interface Notice {
  id: Uuid;
  mark: string;
  kind: string;
  at: Instant;
  due_on: Day | null;
  premises: Uuid;
  place: string;
  item: string;
  /** Nobody has seen it on this phone. */
  isNew: boolean;
}
