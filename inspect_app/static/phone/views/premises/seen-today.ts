// Tells what this person inspected today, sent or not: nobody should be sent to the same door twice.
import type { BoxEntry, Store, Uuid } from "../../data";

/** Maps premises, and unit works that were accepted, to the records that were sealed for them on this day. */
export async function mapSeen(store: Store, today: string): Promise<Map<Uuid, BoxEntry[]>> {
  const seen = new Map<Uuid, BoxEntry[]>();
  for (const entry of [...(await store.outbox.all()), ...(await store.sent.all())]) {
    const place = entry.acceptance?.unit_work ?? entry.premises;
    if (entry.collection !== "inspection" || entry.on !== today || !place || entry.state === "replaced")
      continue;
    if (entry.unable) continue;
    seen.set(place, [...(seen.get(place) ?? []), entry]);
  }
  return seen;
}
