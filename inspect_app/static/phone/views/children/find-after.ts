// Finds where an inspector goes from an inspection: to the next stall or lift that waits, or back to its place.
import type { Draft, Premises, Store } from "../../data";
import { dayOf } from "../../ui/formats/format";
import { isDue } from "../today/due";
import { childKind, inOrder, nextAfter } from "../premises/hierarchy";
import { mapUnderWay } from "../premises/under-way";

export interface After {
  /** The market, the estate, the site: where this one is one of several; the unit work that was accepted. */
  place: Premises | null;
  next: Premises | null;
  /** More than one checklist is used there. */
  more: boolean;
}

export async function findAfter(store: Store, draft: Draft): Promise<After> {
  if (draft.acceptance) {
    const place = await store.premises.byId(draft.acceptance.unit_work);
    return { place, next: null, more: false };
  }
  const here = await store.premises.byId(draft.premises.id);
  const offered = here ? await store.checklists.forKind(here.kind, draft.on) : [];
  if (here && offered.length > 1) return { place: here, next: null, more: true };
  const place = here?.parent ? await store.premises.byId(here.parent) : null;
  if (!here || !place || childKind(place.kind) !== here.kind) return { place: null, next: null, more: false };
  const { rows } = await store.premises.children(place.id);
  const underWay = await mapUnderWay(store);
  const today = dayOf(Date.now());
  const waits = (one: Premises) => isDue(one, today) && !underWay.has(one.id);
  return { place, next: nextAfter(inOrder(rows, place.name), here.id, waits), more: false };
}
