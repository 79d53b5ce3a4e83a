// Opens work: begins an inspection and notes where the phone is, or goes on with what is open already.
import type { Begin, Store, Uuid } from "../data";
import { findPlace } from "../ui/place";
import { go } from "../ui/router";
import { t } from "../ui/texts";
import type { Work } from "./work";

export async function begin(store: Store, premises: Uuid, how: Begin = {}): Promise<void> {
  const { id } = await store.drafts.start(premises, how);
  void notePlace(store, id).catch(() => undefined);
  go(`/inspect/${id}`);
}

export async function goOn(store: Store, work: Work): Promise<void> {
  const { id } = work.draft ?? (await store.startRevision(work.id));
  go(`/inspect/${id}`);
}

async function notePlace(store: Store, id: Uuid): Promise<unknown> {
  const place = await findPlace();
  return typeof place === "string"
    ? store.drafts.setPosition(id, null, t(`place.no-${place}`))
    : store.drafts.setPosition(id, place);
}
