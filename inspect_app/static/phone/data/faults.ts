/** Tells how storage failed, and turns it into a `StoreError`. */
import { StoreError } from "./errors";

/** Waits for work and `complete`. The work's own error wins, but only the transaction knows of a full
 * disk. */
export async function finish<T>(
  tx: { done: Promise<void>; abort(): void },
  work: () => Promise<T>,
): Promise<T> {
  tx.done.catch(() => undefined); // it may fail before anybody awaits it
  try {
    const value = await work();
    await tx.done;
    return value;
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // it had ended by itself
    }
    const reason = await tx.done.catch((failure: unknown) => failure);
    throw isQuota(reason) ? reason : error;
  }
}

const nameOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? error.name : "";
export const isQuota = (error: unknown): boolean =>
  nameOf(error) === "QuotaExceededError" || (error instanceof StoreError && error.code === "quota");
// WebKit says UnknownError (its database server is lost); a transaction cut by a closing says AbortError.
export const isClosed = (error: unknown): boolean =>
  ["InvalidStateError", "UnknownError", "AbortError"].includes(nameOf(error));
export const isNewer = (error: unknown): boolean => nameOf(error) === "VersionError";
/** Makes a lost write of any error of the browser's: what failed to be written is on no disk. */
export const lostWrite = (error: unknown): unknown =>
  error instanceof DOMException ? new StoreError("storage_lost", error) : error;
export const translate = (error: unknown): unknown =>
  isQuota(error) && !(error instanceof StoreError) ? new StoreError("quota", error) : error;
