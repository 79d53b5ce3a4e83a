// Shows the photos from before beside those of now, and takes new ones from the same place.
import { useState } from "preact/hooks";
import type { Correction, PhotoRef, PhotoSource, Sha256 } from "../../data";
import { announce } from "../../ui/announce";
import { Icon } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-corrections";
import { lossOf, useApp } from "../context";
import { startSaving, usePendingPhotos } from "../photos/pending-photos";
import { Camera } from "../photos/PhotoInputs";
import { usePhoto } from "../photos/usePhoto";
import "../../data/photos/shrink"; // at hand before the camera opens
import "../../styles/photo.css";

interface Props {
  correction: Correction;
  name: string;
  taken: readonly PhotoRef[];
}

export function RecheckPhotos({ correction, name, taken }: Props) {
  const app = useApp();
  const here = { draft: correction.id, item: correction.item };
  const busy = usePendingPhotos(({ draft }) => draft === correction.id);
  const [before] = correction.before;
  const now = taken.at(-1) ?? null;
  const add = (source: PhotoSource) => (files: File[]) =>
    void (async () => {
      const corrections = await app.store.corrections();
      for (const file of files) {
        const end = startSaving(here);
        await corrections
          .shoot(correction.id, file, source)
          .then(
            () => announce(t("photo.saved")),
            (error: unknown) => app.tell(lossOf(error)),
          )
          .finally(end);
      }
    })();
  const ghost = before && { photo: photoOf(before, correction.on), strength: 40 };
  return (
    <section class="block">
      <div class="block-head">
        <h3 class="block-name">{t("recheck.photos")}</h3>
        <span class="small block-right" data-test="photo-count">
          {t("photo.count", { n: taken.length })}
        </span>
      </div>
      {before && <Pair before={before} now={now?.sha256 ?? null} />}
      <div class="photos">
        {correction.after.map((hash) => (
          <Shown hash={hash} word={null} />
        ))}
        {taken.map((photo) => (
          <Taken correction={correction} photo={photo} />
        ))}
        {busy > 0 && (
          <div class="photo photo-busy" role="status">
            <span class="photo-word">{t("photo.saving")}</span>
          </div>
        )}
        <Camera
          name={name}
          ghost={ghost || null}
          before={() => Promise.resolve()}
          onTaken={add("camera")}
          onShot={(file) => add("camera")([file])}
          onAlbum={add("album")}
        />
      </div>
    </section>
  );
}

const photoOf = (sha256: Sha256, on: string): PhotoRef => ({
  ...{ sha256, taken_at: `${on}T12:00:00+08:00`, source: "camera", role: "before" },
});

function Shown({ hash, word }: { hash: Sha256; word: string | null }) {
  const url = usePhoto(hash, true);
  return (
    <span class="photo">
      {url ? <img src={url} alt="" /> : <span class="photo-away">{t("photo.elsewhere")}</span>}
      {word && <span class="photo-word">{word}</span>}
    </span>
  );
}

/** A photo of this recheck; a tap takes it off while it is not recorded. */
function Taken({ correction, photo }: { correction: Correction; photo: PhotoRef }) {
  const { store, tell } = useApp();
  const url = usePhoto(photo.sha256);
  const remove = () =>
    void store
      .corrections()
      .then((corrections) => corrections.unshoot(correction.id, photo.sha256))
      .catch((error: unknown) => tell(lossOf(error)));
  return (
    <button type="button" class="photo" data-test="photo" aria-label={t("recheck.unshoot")} onClick={remove}>
      {url && <img src={url} alt="" />}
      <span class="photo-word">{t("photo.saved")}</span>
      <span class="photo-word photo-tag">
        <Icon name="cross" />
      </span>
    </button>
  );
}

/** Before and now: side by side, or one over the other. */
function Pair({ before, now }: { before: Sha256; now: Sha256 | null }) {
  const [over, setOver] = useState(false);
  const old = usePhoto(before, true);
  const fresh = usePhoto(now);
  return (
    <>
      <div class={`recheck-pair${over && now ? " recheck-over" : ""}`}>
        <figure>
          {old ? (
            <img src={old} alt="" data-test="before" />
          ) : (
            <p class="photo-away">{t("recheck.no-copy")}</p>
          )}
          <figcaption>{t("recheck.before")}</figcaption>
        </figure>
        {fresh && (
          <figure>
            <img src={fresh} alt="" data-test="now" />
            <figcaption>{t("recheck.now")}</figcaption>
          </figure>
        )}
      </div>
      {old && fresh && (
        <div class="deadline recheck-how" role="group" aria-label={t("recheck.photos")}>
          <button type="button" aria-pressed={!over} onClick={() => setOver(false)}>
            {t("recheck.side")}
          </button>
          <button type="button" aria-pressed={over} data-test="over" onClick={() => setOver(true)}>
            {t("recheck.over")}
          </button>
        </div>
      )}
    </>
  );
}
