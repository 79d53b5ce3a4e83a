// Turns what was thrown into a problem that can be shown.
import { StoreError } from "../data/errors";
import type { Problem } from "../data/types";

/** Turns anything that was thrown into a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof StoreError) return error.problem;
  if (typeof error === "object" && error && "problem" in error) return error.problem as Problem;
  return { code: error instanceof Error ? error.name : "error", safe: true, next: "retry" };
}

/** The same for something that was being saved: it is stored nowhere, so it is not safe. */
export const lossOf = (error: unknown): Problem => ({ ...problemOf(error), safe: false });
