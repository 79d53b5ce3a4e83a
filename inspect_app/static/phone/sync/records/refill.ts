/** Asks once a day which photos with a receipt the server has lost, and sends those again. */
import type { PhotoInfo, Store } from "../../data";
import { isAhead } from "../../data/clock";
import { call } from "../http";
import type { Stop } from "./push";
import { upload } from "../uploads/tus";
import { processQueue, backOfQueue } from "../uploads/uploads";

const EVERY = 24 * 3_600_000;
const CHUNK = 262_144;
const MOST_ASKED = 1_000;

/** Sends again what the server lost, without showing it. Null when nothing hinders the round. */
export async function refill(store: Store, now: number): Promise<Stop> {
  const last = (await store.meta.get("refilled_at")) ?? 0;
  if (isAhead(last + EVERY, EVERY, now)) return null;
  const queued = (await store.photos.all())
    .filter((info) => info.here && info.receipted && !info.spoiled)
    .sort((a, b) => (a.queue_rank ?? 0) - (b.queue_rank ?? 0));
  const rank = backOfQueue(queued);
  for (let at = 0; at < queued.length; at += MOST_ASKED) {
    const hashes = queued.slice(at, at + MOST_ASKED).map((info) => info.sha256);
    const reply = await call<{ missing: string[] }>("/sync/blobs/missing", { hashes });
    if (reply.kind !== "ok") return reply;
    if (!Array.isArray(reply.data.missing)) return { kind: "offline" };
    const missing = new Set(reply.data.missing);
    const queue = queued.filter((info) => missing.has(info.sha256));
    const stop = await processQueue(store, queue, rank, (info) => sendAgain(store, info));
    if (stop) return stop;
  }
  await store.meta.set({ refilled_at: now });
  return null;
}

/** Sends one photo again without showing it. */
export async function sendAgain(store: Store, { sha256, type }: PhotoInfo): Promise<Stop> {
  const bytes = await store.photos.verified(sha256);
  if (!bytes) return null;
  const quiet = { located: () => Promise.resolve(), progress: () => undefined };
  const end = await upload({ sha256, type, bytes, location: null, chunk: CHUNK }, quiet);
  return typeof end === "string" ? null : end;
}
