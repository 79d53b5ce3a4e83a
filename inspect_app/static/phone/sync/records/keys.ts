/** Finds the server's public keys: those of hello, and once more when a receipt names another. */
import type { OutboxRecord, Store } from "../../data";
import { call } from "../http";
import { fits, isSigned, parseReceipt, type Key, type ReceiptPayload } from "./receipts";

/** Each partition keeps its own list of keys, and asks once for each that it lacks. */
const asks = new WeakMap<Store, Set<string>>();

async function findKey(store: Store, kid: string): Promise<Key | null> {
  const asked = asks.get(store) ?? new Set<string>();
  asks.set(store, asked);
  const known = (await store.meta.get("keys")) as Key[] | null;
  const key = known?.find((candidate) => candidate.kid === kid);
  if (key || asked.has(kid)) return key ?? null;
  asked.add(kid);
  const reply = await call<{ keys: Key[] }>("/sync/keys");
  if (reply.kind !== "ok" || !Array.isArray(reply.data.keys)) {
    asked.delete(kid);
    return null;
  }
  await store.meta.set({ keys: reply.data.keys });
  return reply.data.keys.find((candidate) => candidate.kid === kid) ?? null;
}

/** Returns what the receipt says, if it is genuine and meant for this record; null otherwise. */
export async function verify(
  store: Store,
  record: OutboxRecord,
  receipt: string,
): Promise<ReceiptPayload | null> {
  const parts = parseReceipt(receipt);
  if (!parts || !fits(parts.payload, record, store.user.id)) return null;
  const key = await findKey(store, parts.kid);
  return key && (await isSigned(parts, key)) ? parts.payload : null;
}
