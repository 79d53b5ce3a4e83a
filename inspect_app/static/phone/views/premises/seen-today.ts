// Tells what this person inspected today, sent or not: nobody should be sent to the same door twice.
import type { BoxEntry, Store, Uuid } from "../../data";

/** Maps premises, and unit works that were accepted, to the records that were sealed for them on this day. */
export async function mapSeen(store: Store, today: string): Promise<Map<Uuid, BoxEntry[]>> {
  const seen = new Map<Uuid, BoxEntry[]>();
  const entries = [...(await store.outbox.all()), ...(await store.sent.all())];
  const withdrawn = new Set(entries.filter((entry) => entry.withdrawn).map(({ id }) => id));
  for (const entry of entries) {
    const place = entry.acceptance?.unit_work ?? entry.premises;
    if (entry.collection !== "inspection" || entry.on !== today || !place || entry.state === "replaced")
      continue;
    if (entry.unable || withdrawn.has(entry.id)) continue;
    seen.set(place, [...(seen.get(place) ?? []), entry]);
  }
  return seen;
}
