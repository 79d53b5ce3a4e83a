/** Sends photos, one by one, two on Wi-Fi; also those of inspections still open. Bytes are hashed again before they go. */
import type { PhotoInfo, Store } from "../../data";
import { failpoint } from "../../data/failpoints";
import { call } from "../http";
import type { Stop } from "../records/push";
import { upload } from "./tus";

const CHUNK = 262_144;
const MOST_ASKED = 1_000;

export type Progress = (upload: { sent: number; total: number } | null) => void;

/** Tried in this page's life, or from an earlier one: their last answer may have been lost. */
const tried = new Set<string>();
const started = Date.now();
const isFresh = (info: PhotoInfo): boolean => !tried.has(info.sha256) && Date.parse(info.saved_at) >= started;

/** `ask`: first ask what is there already; who only may hand in sends everything. */
export async function sendPhotos(store: Store, progress: Progress, { ask = true } = {}): Promise<Stop> {
  const stop = ask ? await skipHeld(store, await store.wire.photosToSend()) : null;
  if (stop) return stop;
  const queue = await store.wire.photosToSend();
  const behind = turnAfter(queue);
  const lanes = Array.from({ length: isOnWifi() ? 2 : 1 }, () =>
    oneByOne(store, queue, behind, (info) => sendPhoto(store, info, progress)),
  );
  const ends = await Promise.all(lanes);
  progress(null);
  return ends.find((end) => end !== null) ?? null;
}

/** Asks about those whose answer may have been lost, so that nothing travels twice. */
async function skipHeld(store: Store, photos: PhotoInfo[]): Promise<Stop> {
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

/** The server itself fails, and not the line or the work. */
export const isServers = (stop: Stop): boolean => stop?.kind === "refused" && stop.status >= 500;

/** The turn of what fails in a queue that is in order. */
export const turnAfter = (queue: PhotoInfo[]): number => (queue.at(-1)?.behind ?? 0) + 1;

/** One photo that the server fails at keeps no other from it. A second one may show that it is not the photo: the others
 * wait for the next round, and have their turn before these two. */
export async function oneByOne(
  store: Store,
  queue: PhotoInfo[],
  behind: number,
  work: (info: PhotoInfo) => Promise<Stop>,
): Promise<Stop> {
  let failed: Stop = null;
  for (let info = queue.shift(); info; info = queue.shift()) {
    const stop = await work(info);
    if (isServers(stop)) await store.photos.mark(info.sha256, { behind });
    if (stop && (failed || !isServers(stop))) {
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
