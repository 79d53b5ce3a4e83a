/** Sends photos, two at a time on Wi-Fi, also of open inspections. Bytes are hashed again before. */
import type { PhotoInfo, Store } from "../../data";
import { failpoint } from "../../data/failpoints";
import { call } from "../http";
import type { Stop } from "../records/push";
import { upload } from "./tus";

const CHUNK = 262_144;
const MOST_ASKED = 1_000;

export type Progress = (upload: { sent: number; total: number } | null) => void;

/** Photos that this page tried to send: their last answer may have been lost, as an earlier page's. */
const tried = new Set<string>();
const started = Date.now();
const isFresh = (info: PhotoInfo): boolean => !tried.has(info.sha256) && Date.parse(info.saved_at) >= started;

/** Sends what the server lacks. `ask`: first what is there; a drained phone may not ask and sends all. */
export async function sendPhotos(store: Store, progress: Progress, { ask = true } = {}): Promise<Stop> {
  const stop = ask ? await skipUploaded(store, await store.wire.photosToSend()) : null;
  if (stop) return stop;
  const queue = await store.wire.photosToSend();
  const rank = backOfQueue(queue);
  const lanes = Array.from({ length: isOnWifi() ? 2 : 1 }, () =>
    processQueue(store, queue, rank, (info) => sendPhoto(store, info, progress)),
  );
  const ends = await Promise.all(lanes);
  progress(null);
  return ends.find((end) => end !== null) ?? null;
}

/** Marks as uploaded what the server has, as an answer may have been lost: nothing travels twice. */
async function skipUploaded(store: Store, photos: PhotoInfo[]): Promise<Stop> {
  const hashes = photos
    .filter((info) => !isFresh(info) && !info.location)
    .map((info) => info.sha256)
    .slice(0, MOST_ASKED);
  if (!hashes.length) return null;
  const reply = await call<{ missing: string[] }>("/sync/blobs/missing", { hashes });
  if (reply.kind !== "ok") return reply;
  if (!Array.isArray(reply.data.missing)) return { kind: "offline" }; // a portal that speaks JSON
  const missing = new Set(reply.data.missing);
  for (const hash of hashes) if (!missing.has(hash)) await store.photos.mark(hash, { uploaded: true });
  return null;
}

/** Tells whether the server itself failed, and not the network or the photo. */
export const isServerFailure = (stop: Stop): boolean => stop?.kind === "refused" && stop.status >= 500;

/** Returns the place of what fails behind all others of a sorted queue. */
export const backOfQueue = (queue: PhotoInfo[]): number => (queue.at(-1)?.queue_rank ?? 0) + 1;

/** Works through a queue of photos. One that the server fails at goes behind the others. After a second
 * one it is not the photo: the others wait for the next round, and go before these two. */
export async function processQueue(
  store: Store,
  queue: PhotoInfo[],
  rank: number,
  work: (info: PhotoInfo) => Promise<Stop>,
): Promise<Stop> {
  let failed: Stop = null;
  for (let info = queue.shift(); info; info = queue.shift()) {
    const stop = await work(info);
    if (isServerFailure(stop)) await store.photos.mark(info.sha256, { queue_rank: rank });
    if (stop && (failed || !isServerFailure(stop))) {
      queue.length = 0;
      return stop;
    }
    failed ??= stop;
  }
  return failed;
}

async function sendPhoto(store: Store, info: PhotoInfo, progress: Progress): Promise<Stop> {
  const bytes = await store.photos.verified(info.sha256);
  if (!bytes) return null; // marked as spoiled: the inspector is asked for it again
  tried.add(info.sha256);
  const { sha256, type, location = null } = info;
  const end = await upload(
    { sha256, type, bytes, location, chunk: CHUNK },
    {
      located: (where) => store.photos.locate(sha256, where),
      progress: (sent) => progress({ sent, total: info.size }),
    },
  );
  failpoint("photo.sent");
  if (end === "done") await store.photos.mark(sha256, { uploaded: true });
  if (end === "unreadable") await store.photos.mark(sha256, { unreadable: true });
  return typeof end === "string" ? null : end;
}

const isOnWifi = (): boolean =>
  (globalThis.navigator as { connection?: { type?: string } } | undefined)?.connection?.type === "wifi";
