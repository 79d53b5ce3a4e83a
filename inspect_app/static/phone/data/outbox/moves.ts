/** The states of a frozen record and the moves between them. Pure: here alone a verdict becomes a state. */
import type { OutboxRecord, OutboxState, PhotoInfo, Problem } from "../types";

/** Which state may follow which. `quarantined_unproven`: its receipt is not here yet. `quarantined`: with
 * its receipt. `replaced`: a later revision closed it. */
export const MOVES: Record<OutboxState, readonly OutboxState[]> = {
  ready: ["ready", "waiting", "quarantined_unproven", "fix", "never", "received", "quarantined", "replaced"],
  waiting: ["ready", "waiting", "quarantined_unproven", "fix", "received", "quarantined", "replaced"],
  quarantined_unproven: [
    "ready",
    "waiting",
    "quarantined_unproven",
    "fix",
    "received",
    "quarantined",
    "replaced",
  ],
  fix: ["fix", "quarantined_unproven", "quarantined", "received", "replaced"],
  never: ["never", "replaced"],
  // A restored server may lack what was received or quarantined: then it travels again, and is judged anew.
  received: ["received", "waiting", "quarantined_unproven", "quarantined", "fix"],
  quarantined: ["quarantined", "received", "waiting", "quarantined_unproven", "fix", "replaced"],
  replaced: ["replaced"],
};

export type Verdict = "stored" | "already" | "waiting" | "quarantined" | "retry" | "fix" | "never";

/** One entry of `results`, or an `outcome` row, which is the same without `already`. */
export interface RecordResult {
  verdict: Verdict;
  was?: Verdict;
  code?: string | null;
  message?: string | null;
  detail?: Record<string, unknown> | null;
  receipt?: string | null;
}

/** Returns the state that an answer leads to. `proven`: a receipt came and fits this record. */
export function stateAfter(answer: RecordResult, proven: boolean): OutboxState {
  switch (answer.verdict === "already" ? answer.was : answer.verdict) {
    case "stored":
      return proven ? "received" : "waiting";
    case "quarantined":
      return proven ? "quarantined" : "quarantined_unproven";
    case "waiting":
      return "waiting";
    case "fix":
      return "fix";
    case "never":
      return "never";
    default:
      return "ready";
  }
}

/** Returns the record after an answer; unchanged where the table has no such move. */
export function applyResult(record: OutboxRecord, answer: RecordResult, proven: boolean): OutboxRecord {
  const state = stateAfter(answer, proven);
  if (!MOVES[record.state].includes(state)) return record;
  const { code, message, detail, ...rest } = record;
  return {
    ...rest,
    state,
    retry_at: 0,
    tries: state === "ready" ? record.tries + 1 : 0,
    ...(answer.code ? { code: answer.code } : {}),
    ...(answer.message ? { message: answer.message } : {}),
    ...(answer.detail ? { detail: answer.detail } : {}),
    ...(proven && answer.receipt ? { receipt: answer.receipt } : {}),
  };
}

/** Tells whether it is delivered and proven: then it belongs to the sent box. */
export const isFinal = (state: OutboxState): boolean =>
  state === "received" || state === "quarantined" || state === "replaced";
/** Tells whether it goes with the next push: not delivered yet, or delivered and not proven yet. */
export const isToPush = (state: OutboxState): boolean =>
  state === "ready" || state === "waiting" || state === "quarantined_unproven";

/** Returns what to tell the inspector about one record, its photos first. */
export function problemOf(record: OutboxRecord, photos: PhotoInfo[]): Problem | null {
  if (!isFinal(record.state)) {
    if (photos.some((info) => info.spoiled && !info.uploaded))
      return { code: "photo_mismatch", safe: false, next: "fix" };
    if (photos.some((info) => info.unreadable)) return { code: "blob_unreadable", safe: true, next: "fix" };
    if (isToPush(record.state) && photos.some((info) => !info.here && !info.uploaded))
      return { code: "photo_elsewhere", safe: true, next: "fix" };
  }
  switch (record.state) {
    case "fix":
      return { code: record.code ?? "validation", safe: true, next: "fix" };
    case "never":
      return { code: record.code ?? "malformed", safe: true, next: "ask" };
    case "quarantined_unproven":
    case "quarantined":
      return {
        code: record.code ?? "quarantined",
        safe: true,
        next: record.code === "dismissed" ? "none" : "wait",
      };
    case "waiting":
    case "ready":
      return record.code
        ? { code: record.code, safe: true, next: record.code === "wrong_user" ? "sign_in" : "wait" }
        : null;
    default:
      return null;
  }
}

/** Lists the fields that the server could not read: `answers.<item>` and the like. */
export function fieldsOf({ detail }: OutboxRecord): string[] {
  const fields = detail?.fields;
  return Array.isArray(fields) ? fields.map(String) : Object.keys((fields ?? {}) as object);
}
