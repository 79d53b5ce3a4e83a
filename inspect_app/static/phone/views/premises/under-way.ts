// Maps each premises that this person works on to how far it is: begun, sealed, in review, sent back, or not
// taken by the server.
import type { BoxEntry, Day, Draft, Store, Uuid } from "../../data";
import { ACCEPTANCE } from "./hierarchy";

export type UnderWay =
  | { is: "draft"; draft: Draft }
  | { is: "sealed" | "received" | "quarantined"; on: Day | null }
  | { is: "returned" | "fix"; id: Uuid };

/**
 * By the premises, or by the unit work that is accepted there: an acceptance is no visit of its site.
 * What lies with the reviewer is told as well. Where nobody was let in, or what was found is withdrawn, somebody
 * still has to go. The outbox may be given by who reads it as well: it is the dear part.
 */
export async function mapUnderWay(
  store: Store,
  outbox: Promise<BoxEntry[]> = store.outbox.all(),
): Promise<Map<Uuid, UnderWay>> {
  const found = new Map<Uuid, UnderWay>();
  const [sent, waiting, inspections, returned, drafts] = await Promise.all([
    store.sent.all(),
    outbox,
    store.inspections.all(),
    store.inspections.returned(),
    store.drafts.all(),
  ]);
  const days = new Map(sent.map(({ id, on }) => [id, on]));
  const jobs = waiting.filter((job) => job.collection === "inspection");
  const uncounted = new Set(jobs.filter((job) => job.unable || job.withdrawn).map(({ id }) => id));
  for (const { id, state, premises, checklist, result } of inspections)
    if (
      !["approved", "withdrawn", "fix"].includes(state) &&
      checklist !== ACCEPTANCE &&
      result !== "unable" &&
      !uncounted.has(id)
    ) {
      const is = state === "received" || state === "waiting" ? "received" : "quarantined";
      found.set(premises, { is, on: days.get(id) ?? null });
    }
  for (const row of returned)
    if (!row.mending && row.checklist !== ACCEPTANCE)
      found.set(row.premises, { is: row.state === "fix" ? "fix" : "returned", id: row.id });
  for (const job of jobs) {
    const place = job.acceptance?.unit_work ?? job.premises;
    if (place && job.state !== "replaced" && !uncounted.has(job.id))
      found.set(place, { is: "sealed", on: job.on });
  }
  for (const draft of drafts)
    found.set(draft.acceptance?.unit_work ?? draft.premises.id, { is: "draft", draft });
  return found;
}

/** Whether this person was there today, and nobody decided on it yet. */
export const isSeenToday = (underWay: UnderWay | undefined, today: string): boolean =>
  isDone(underWay) && "on" in underWay! && underWay.on === today;

/** Whether nobody has to go there now. */
export const isDone = (underWay: UnderWay | undefined): boolean =>
  underWay !== undefined && !("draft" in underWay || "id" in underWay);
