// Shows the photos of an item in order, a marked copy before its photo; of many, the first six at first.
import { useState } from "preact/hooks";
import type { PhotoRef } from "../../data";
import { inOrder } from "../../data/photos/marked";
import { t } from "../../ui/texts/texts-more";
import { PhotoTile } from "./PhotoTile";

const FIRST = 6;

interface Props {
  draftId: string | null;
  item: string;
  photos: readonly PhotoRef[];
}

export function PhotoStrip({ draftId, item, photos }: Props) {
  const [whole, setWhole] = useState(photos.length <= FIRST);
  const ordered = inOrder(photos);
  const shown = whole ? ordered : ordered.slice(0, FIRST);
  return (
    <>
      {shown.map((photo, n) => (
        <PhotoTile key={photo.sha256} {...{ draftId, item, photo }} nth={n + 1} all={photos} />
      ))}
      {shown.length < photos.length && (
        <button
          type="button"
          class="photo photo-other"
          data-test="photos-more"
          onClick={() => setWhole(true)}
        >
          {t("photo.more", { n: photos.length - shown.length })}
        </button>
      )}
    </>
  );
}
