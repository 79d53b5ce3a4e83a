/** What was thrown away here goes when the server waits for none of it: a phone that came back from a copy of its own may have
 * sent an inspection since, whose photos only lie here. */
import type { Store } from "../../data";
import { call } from "../http";
import type { Stop } from "../records/push";
import { sendAgain } from "../records/refill";
import { oneByOne, turnAfter } from "./uploads";

const MOST_ASKED = 1_000;

export async function settleOrphans(store: Store): Promise<Stop> {
  const held = (await store.photos.orphans()).slice(0, MOST_ASKED);
  if (!held.length) return null;
  const hashes = held.map((info) => info.sha256);
  const reply = await call<{ awaited: string[] }>("/sync/blobs/awaited", { hashes });
  if (reply.kind === "refused" && reply.status === 404) return null; // an older server: they stay
  if (reply.kind !== "ok") return reply;
  if (!Array.isArray(reply.data.awaited)) return { kind: "offline" };
  const awaited = new Set(reply.data.awaited);
  await store.photos.eraseOrphans(hashes.filter((hash) => !awaited.has(hash)));
  const queue = held.filter((info) => awaited.has(info.sha256) && !info.spoiled && !info.unreadable);
  return oneByOne(store, queue, turnAfter(queue), (info) => sendAgain(store, info));
}
