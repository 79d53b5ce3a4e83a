// Finds photos that stand at another premises as well, among all that this phone has: drafts, outbox, sent.
import type { Draft, Sha256, Store } from "../../data";

/** Maps the photos of a draft that another premises has as well to the name of that premises. */
export async function usedElsewhere(
  store: Pick<Store, "drafts" | "outbox" | "sent">,
  { premises, photos }: Pick<Draft, "premises" | "photos">,
): Promise<Map<Sha256, string>> {
  const own = new Set(hashesIn(photos));
  const used = new Map<Sha256, string>();
  const note = (at: string | null, name: string | null, hashes: Sha256[]) => {
    if (at === null || at === premises.id) return;
    for (const hash of hashes) if (own.has(hash)) used.set(hash, name ?? "");
  };
  for (const box of [store.sent, store.outbox])
    for (const one of await box.all())
      note(
        one.premises,
        one.premises_name,
        one.photos.each.map((info) => info.sha256),
      );
  for (const one of await store.drafts.all()) note(one.premises.id, one.premises_name, hashesIn(one.photos));
  return used;
}

const hashesIn = (photos: Draft["photos"]): Sha256[] =>
  Object.values(photos).flatMap((each) => each.map((photo) => photo.sha256));
