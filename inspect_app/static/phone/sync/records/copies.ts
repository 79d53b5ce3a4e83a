/** Fetches copies of the photos that a recheck is compared with: they were perhaps taken by another phone. */
import type { Store } from "../../data";
import { send } from "../http";

/** So many in one round; the rest comes with the next. */
const MOST = 20;

/** Fetches what is missing, until the server has none to give for now or the phone no room for more. */
export async function fetchCopies(store: Store): Promise<void> {
  const corrections = await store.corrections();
  const missing = await corrections.missingCopies();
  for (const { correction, sha256 } of missing.slice(0, MOST)) {
    const answer = await send(`/sync/corrections/${correction}/photos/${sha256}`, { method: "GET" });
    if (!answer || answer.status === 503 || answer.status === 429) return;
    const isPhoto = answer.ok && answer.headers.get("Content-Type")?.startsWith("image/jpeg");
    const bytes = isPhoto ? await answer.arrayBuffer() : new ArrayBuffer(0);
    if (!(await corrections.keepCopy(sha256, bytes))) return;
  }
}
