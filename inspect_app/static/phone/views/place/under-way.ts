// How far each premises is that somebody on this phone works on: begun, sealed, with the reviewer, or sent back.
import type { Draft, Store, Uuid } from "../../data";

export type UnderWay =
  { is: "draft"; draft: Draft } | { is: "sealed" } | { is: "received" } | { is: "returned"; id: Uuid };

/** By the premises, or by the unit work that is accepted there. What lies with the reviewer is told as well. */
export async function mapUnderWay(store: Store): Promise<Map<Uuid, UnderWay>> {
  const found = new Map<Uuid, UnderWay>();
  for (const row of await store.inspections.all())
    if (row.state === "received" || row.state === "waiting") found.set(row.premises, { is: "received" });
  for (const row of await store.inspections.returned())
    if (!row.mending) found.set(row.premises, { is: "returned", id: row.id });
  for (const job of await store.outbox.all()) {
    const place = job.acceptance?.unit_work ?? job.premises;
    if (place && job.state !== "replaced") found.set(place, { is: "sealed" });
  }
  for (const draft of await store.drafts.all())
    found.set(draft.acceptance?.unit_work ?? draft.premises.id, { is: "draft", draft });
  return found;
}
