// Takes photos from the camera or the album, or the reason why there is none.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "../../data";
import { lazy } from "../../ui/controls/Lazy";
import { Icon } from "../../ui/drawings/Icon";
import { Growing } from "../../ui/controls/Note";
import { t } from "../../ui/texts/texts-more";
import { useApp } from "../context";
import { withValue } from "../answers/numbers";
import type { Ghost } from "./camera/ghost";
import type { CameraProps } from "./camera/InAppCamera";
import { closeCamera, openCamera } from "./camera/open-camera";
import "../../styles/photo.css";

const InAppCamera = lazy<CameraProps>(() => import("./camera/InAppCamera").then((part) => part.InAppCamera));

interface Taking {
  name: string;
  ghost: Ghost | null;
  /** Awaited before the system's camera opens: some phones kill the page behind it. */
  before: () => Promise<unknown>;
  onTaken: (files: File[]) => void;
  onShot: (file: File) => void;
  onAlbum: (files: File[]) => void;
}

/**
 * Draws the empty tile that opens the camera of this page, or the system's where there is none. A file
 * input itself can't be styled, so a button opens it.
 */
export function Camera({ name, ghost, before, onTaken, onShot, onAlbum }: Taking) {
  const system = useRef<HTMLInputElement>(null);
  const album = useRef<HTMLInputElement>(null);
  const { stream, start, stop } = useStream();
  const openSystem = () =>
    void before()
      .catch(() => undefined)
      .then(() => system.current?.click());
  const open = async () => (await start()) || openSystem();
  const leaveFor = (next: () => void) => () => (stop(), next());
  return (
    <div class="photo-take">
      <button type="button" class="photo photo-empty" data-test="take-photo" onClick={() => void open()}>
        <Icon name="camera" />
        <span>{t("photo.take")}</span>
      </button>
      <FileInput reference={system} capture label={t("photo.take")} onTaken={onTaken} test="camera-input" />
      <FileInput reference={album} label={t("photo.album")} onTaken={onAlbum} test="camera-album-input" />
      {stream && (
        <InAppCamera
          {...{ stream, name, ghost, onShot }}
          onSystem={leaveFor(openSystem)}
          onAlbum={leaveFor(() => album.current?.click())}
          onClose={stop}
        />
      )}
    </div>
  );
}

/** Holds the live picture while the camera is open; it stops with the screen. */
function useStream() {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const live = useRef<MediaStream | null>(null);
  const left = useRef(false);
  const put = (next: MediaStream | null) => {
    if (live.current) closeCamera(live.current);
    setStream((live.current = next));
  };
  useEffect(
    () => () => {
      left.current = true;
      if (live.current) closeCamera(live.current);
    },
    [],
  );
  /** Tells whether there is a picture, or nobody who waits for one any more. */
  const start = async (): Promise<boolean> => {
    const found = await openCamera();
    if (found && left.current) closeCamera(found);
    else if (found) put(found);
    return found !== null || left.current;
  };
  return { stream, start, stop: () => put(null) };
}

function FileInput({
  reference,
  capture,
  label,
  onTaken,
  test,
}: {
  reference: { current: HTMLInputElement | null };
  capture?: boolean;
  label: string;
  onTaken: (files: File[]) => void;
  test: string;
}) {
  return (
    <input
      ref={reference}
      class="sr"
      type="file"
      accept="image/*"
      multiple={!capture}
      tabIndex={-1}
      aria-hidden="true"
      aria-label={label}
      data-test={test}
      {...(capture ? { capture: "environment" as const } : {})}
      onChange={(event) => {
        onTaken([...(event.currentTarget.files ?? [])]); // a copy: the list is emptied with the value
        event.currentTarget.value = "";
      }}
    />
  );
}

/** Says that the page was killed while the camera was open. */
export function Interrupted({ draftId }: { draftId: string }) {
  const { store } = useApp();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(document.visibilityState === "visible"), 1500);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <p class="photo-lost" role="status">
      {t("photo.interrupted")}
      <button type="button" class="button phrase" onClick={() => void store.drafts.cameraClosed(draftId)}>
        {t("go.close")}
      </button>
    </p>
  );
}

/** Takes photos from the album, recorded as such. It stands in the head, so that the strip stays one row. */
export function Album({ onTaken }: { onTaken: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <span class="photo-album">
      <button type="button" class="link" data-test="album" onClick={() => input.current?.click()}>
        {t("photo.album")}
      </button>
      <FileInput reference={input} label={t("photo.album")} onTaken={onTaken} test="album-input" />
    </span>
  );
}

/** Asks why a photo can't be taken; the reason stands in its place. */
export function NoPhoto({
  answer,
  onChange,
}: {
  answer: Answer | undefined;
  onChange: (answer: Answer | null) => void;
}) {
  const write = (reason: string) => {
    const { no_photo: _, ...rest } = answer ?? { value: null };
    onChange(reason.trim() ? { ...rest, no_photo: reason } : withValue(rest, rest.value));
  };
  return (
    <label class="block">
      <span class="block-name">{t("photo.none-reason")}</span>
      <Growing value={answer?.no_photo ?? ""} test="no-photo-reason" onChange={write} />
    </label>
  );
}
