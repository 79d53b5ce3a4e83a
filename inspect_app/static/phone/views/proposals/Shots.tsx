// Holds the photos of a proposal until it is sent.
import { useEffect, useMemo } from "preact/hooks";
import type { PhotoSource } from "../../data";
import { Icon } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-field";
import { Album, Camera } from "../photos/PhotoInputs";
import "../../styles/photo.css";

export interface Taken {
  file: Blob;
  source: PhotoSource;
}
const MOST = 9;

export function Shots({ photos, onChange }: { photos: Taken[]; onChange: (photos: Taken[]) => void }) {
  const add = (source: PhotoSource) => (files: File[]) =>
    onChange([...photos, ...files.map((file) => ({ file, source }))].slice(0, MOST));
  return (
    <section class="block">
      <span class="block-head">
        <span class="block-name">{t("propose.photos")}</span>
        <Album onTaken={add("album")} />
      </span>
      <div class="photos">
        {photos.map((one, n) => (
          <Shot taken={one} nth={n + 1} onRemove={() => onChange(photos.filter((other) => other !== one))} />
        ))}
        {photos.length < MOST && (
          <Camera
            name={t("propose.photos")}
            ghost={null}
            before={() => Promise.resolve()}
            onTaken={add("camera")}
            onShot={(file) => add("camera")([file])}
            onAlbum={add("album")}
          />
        )}
      </div>
    </section>
  );
}

function Shot({ taken, nth, onRemove }: { taken: Taken; nth: number; onRemove: () => void }) {
  const url = useMemo(() => URL.createObjectURL(taken.file), [taken]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <button type="button" class="photo" aria-label={t("propose.remove", { n: nth })} onClick={onRemove}>
      <img src={url} alt="" />
      <span class="photo-word">
        <Icon name="cross" />
      </span>
    </button>
  );
}
