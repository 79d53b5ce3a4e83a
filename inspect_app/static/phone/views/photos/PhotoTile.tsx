// Shows one photo on the strip, and large when tapped. The word on it says where its bytes are.
import { useState } from "preact/hooks";
import type { PhotoRef } from "../../data";
import { lazy } from "../../ui/controls/Lazy";
import { t } from "../../ui/texts/texts-more";
import { useLive } from "../context";
import { usePhoto } from "./usePhoto";
import type { ViewerProps } from "./viewer/PhotoViewer";

const PhotoViewer = lazy<ViewerProps>(() => import("./viewer/PhotoViewer").then((part) => part.PhotoViewer));

interface Shown {
  draftId: string | null;
  item: string;
  photo: PhotoRef;
  nth: number;
  all: readonly PhotoRef[];
}

export function PhotoTile(props: Shown) {
  const { photo, nth } = props;
  const [large, setLarge] = useState(false);
  const info = useLive(["photos"], (store) => store.photos.info(photo.sha256), [photo.sha256]);
  const url = usePhoto(photo.sha256);
  const lost = url === null && info?.here && !info.uploaded;
  const bad = lost || info?.spoiled || info?.unreadable;
  const atServer = info?.uploaded && (info.receipted || url === null);
  const word = bad ? "photo.bad" : atServer ? "photo.sent" : url === null ? null : "photo.saved";
  const tag =
    photo.role === "marked" ? "photo.marked" : photo.source === "album" ? "photo.source.album" : null;
  return (
    <>
      <button type="button" class="photo" data-test="photo" onClick={() => setLarge(true)}>
        <span class="sr">{t("photo.open", { n: nth })}</span>
        {url ? (
          <img src={url} alt="" />
        ) : (
          url === null && !lost && <span class="photo-away">{t("photo.elsewhere")}</span>
        )}
        {tag && <span class="photo-word photo-tag">{t(tag)}</span>}
        {word && <span class={`photo-word${bad ? " photo-bad" : ""}`}>{t(word)}</span>}
      </button>
      {large && (
        <PhotoViewer
          {...props}
          away={t(atServer ? "photo.away" : "photo.elsewhere")}
          onClose={() => setLarge(false)}
        />
      )}
    </>
  );
}
