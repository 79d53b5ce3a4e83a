/** Lists the problems of the engine, in the shape of the error catalogue. */
import type { Problem } from "../data";

const NEXT = {
  offline: "retry",
  sign_in: "sign_in",
  other_user: "sign_in",
  revoked: "ask",
  role: "ask",
  client_refused: "retry",
  server: "wait",
  update: "none",
  receipt_invalid: "wait",
  storage_lost: "ask",
} as const satisfies Record<string, Problem["next"]>;

export const problem = (code: keyof typeof NEXT): Problem => ({
  code,
  safe: code !== "storage_lost",
  next: NEXT[code],
});

export class SyncError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = "SyncError";
  }
}
