/** Names of everything that can go wrong while keeping data on the phone. */
import type { Problem } from "./types";

const KNOWN = {
  quota: { safe: false, next: "wait" },
  storage_lost: { safe: false, next: "ask" },
  photo_damaged: { safe: true, next: "retry" },
  photo_heic: { safe: true, next: "fix" },
  photo_mismatch: { safe: false, next: "retry" },
  photo_gone: { safe: false, next: "fix" },
  draft_gone: { safe: true, next: "none" },
  signature_void: { safe: true, next: "fix" },
  draft_moved: { safe: true, next: "retry" },
  unknown_premises: { safe: true, next: "none" },
  no_checklist: { safe: true, next: "retry" },
  no_revision: { safe: true, next: "wait" },
  same_inspector: { safe: true, next: "fix" },
  no_reason: { safe: true, next: "fix" },
} as const satisfies Record<string, Pick<Problem, "safe" | "next">>;

export type StoreErrorCode = keyof typeof KNOWN;

export class StoreError extends Error {
  readonly problem: Problem;

  constructor(
    readonly code: StoreErrorCode,
    cause?: unknown,
  ) {
    super(code, { cause });
    this.name = "StoreError";
    this.problem = { code, ...KNOWN[code] };
  }
}
