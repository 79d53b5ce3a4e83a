/** Saves what was drawn on a photo as a copy of its own, beside the photo as it was taken. */
import type { Store } from "..";
import type { PhotoRef, Sha256, Uuid } from "../types";

/** Saves a marked copy, in place of an earlier one of the same photo. */
export function addMarked(
  store: Pick<Store, "photos">,
  draftId: Uuid,
  item: string,
  of: PhotoRef,
  jpeg: ArrayBuffer,
): Promise<Sha256> {
  const { taken_at, source } = of;
  return store.photos.keep(draftId, jpeg, "image/jpeg", (draft, sha256) => {
    const others = (draft.photos[item] ?? []).filter(
      (photo) => photo.of !== of.sha256 && photo.sha256 !== sha256,
    );
    draft.photos[item] = [...others, { sha256, taken_at, source, role: "marked", of: of.sha256 }];
  });
}

/** Orders photos so that a marked copy stands before what it was drawn on. */
export function inOrder(photos: readonly PhotoRef[]): PhotoRef[] {
  const copies = photos.filter((photo) => photo.of && photos.some(({ sha256 }) => sha256 === photo.of));
  return photos
    .filter((photo) => !copies.includes(photo))
    .flatMap((photo) => [...copies.filter((copy) => copy.of === photo.sha256), photo]);
}
