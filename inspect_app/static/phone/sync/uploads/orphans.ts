/** Settles orphaned photos: what the server does not wait for goes, the rest is sent. A phone that was
 * restored from a copy may have sent an inspection since, whose photos only lie here. */
import type { Store } from "../../data";
import { call } from "../http";
import type { Stop } from "../records/push";
import { sendAgain } from "../records/refill";
import { processQueue, backOfQueue } from "./uploads";

const MOST_ASKED = 1_000;

export async function settleOrphans(store: Store): Promise<Stop> {
  const orphans = (await store.photos.orphans()).slice(0, MOST_ASKED);
  if (!orphans.length) return null;
  const hashes = orphans.map((info) => info.sha256);
  const reply = await call<{ awaited: string[] }>("/sync/blobs/awaited", { hashes });
  if (reply.kind === "refused" && reply.status === 404) return null; // an older server: they stay
  if (reply.kind !== "ok") return reply;
  if (!Array.isArray(reply.data.awaited)) return { kind: "offline" };
  const awaited = new Set(reply.data.awaited);
  await store.photos.eraseOrphans(hashes.filter((hash) => !awaited.has(hash)));
  const queue = orphans.filter((info) => awaited.has(info.sha256) && !info.spoiled && !info.unreadable);
  return processQueue(store, queue, backOfQueue(queue), (info) => sendAgain(store, info));
}
