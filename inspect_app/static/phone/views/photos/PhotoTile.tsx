// Shows one photo on the strip, and large when tapped. The word on it says where its bytes are.
import { useState } from "preact/hooks";
import type { PhotoRef } from "../../data";
import { showMoment } from "../../ui/formats/format";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-more";
import { problemOf, useApp, useLive } from "../context";
import { usePhoto } from "./usePhoto";

interface Shown {
  draftId: string | null;
  item: string;
  photo: PhotoRef;
  nth: number;
}

export function PhotoTile(props: Shown) {
  const { photo, nth } = props;
  const [large, setLarge] = useState(false);
  const info = useLive(["photos"], (store) => store.photos.info(photo.sha256), [photo.sha256]);
  const url = usePhoto(photo.sha256);
  const bad = info?.spoiled || info?.unreadable;
  const atServer = info?.uploaded && (info.receipted || url === null);
  const word = bad ? "photo.bad" : atServer ? "photo.sent" : url === null ? null : "photo.saved";
  return (
    <>
      <button type="button" class="photo" data-test="photo" onClick={() => setLarge(true)}>
        <span class="sr">{t("photo.open", { n: nth })}</span>
        {url ? (
          <img src={url} alt="" />
        ) : (
          url === null && <span class="photo-away">{t("photo.elsewhere")}</span>
        )}
        {word && <span class={`photo-word${bad ? " photo-bad" : ""}`}>{t(word)}</span>}
      </button>
      {large && (
        <LargePhoto
          {...props}
          url={url ?? null}
          away={atServer ? "photo.away" : "photo.elsewhere"}
          onClose={() => setLarge(false)}
        />
      )}
    </>
  );
}

type Large = Shown & { url: string | null; away: "photo.away" | "photo.elsewhere"; onClose: () => void };

function LargePhoto({ draftId, item, photo, nth, url, away, onClose }: Large) {
  const { store, tell } = useApp();
  const [sure, setSure] = useState(false);
  const remove = () => {
    if (!sure) return setSure(true);
    store.photos.remove(draftId!, item, photo.sha256).then(onClose, (error: unknown) => {
      tell(problemOf(error));
      onClose();
    });
  };
  const foot = draftId && (
    <button type="button" class="button button-wide" data-test="photo-delete" onClick={remove}>
      {t(sure ? "photo.delete-sure" : "photo.delete")}
    </button>
  );
  const taken = t("photo.taken", { time: showMoment(photo.taken_at) });
  return (
    <Sheet
      title={t("photo.nth", { n: nth })}
      second={`${taken}${t("word.between")}${t(`photo.source.${photo.source}`)}`}
      foot={foot}
      onClose={onClose}
    >
      {url ? (
        <img class="photo-large" src={url} alt={t("photo.nth", { n: nth })} />
      ) : (
        <p class="card-pad">{t(away)}</p>
      )}
    </Sheet>
  );
}
