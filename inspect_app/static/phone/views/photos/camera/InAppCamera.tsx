// Takes photos with the live picture of the camera, one after another; an earlier photo may lie over it.
import { useEffect, useRef, useState } from "preact/hooks";
import { Torch } from "../../../ui/controls/Torch";
import { Icon } from "../../../ui/drawings/Icon";
import { dayOf, showDay } from "../../../ui/formats/format";
import { t } from "../../../ui/texts/texts-photo";
import { usePhoto } from "../usePhoto";
import { Viewer } from "../viewer/Viewer";
import type { Ghost } from "./ghost";
import { takeFrame } from "./open-camera";
import "../../../styles/scan.css";

export interface CameraProps {
  stream: MediaStream;
  name: string;
  ghost: Ghost | null;
  onShot: (file: File) => void;
  onSystem: () => void;
  onAlbum: () => void;
  onClose: () => void;
}

export function InAppCamera({ stream, name, ghost, onShot, onSystem, onAlbum, onClose }: CameraProps) {
  const { video, shutter, ready } = useLivePicture(stream, onClose);
  const [taken, setTaken] = useState(0);
  const [strength, setStrength] = useState(ghost?.strength ?? 0);
  const shoot = () => {
    if (!video.current || !ready) return;
    void takeFrame(video.current).then((file) => {
      setTaken((n) => n + 1);
      onShot(file);
    });
  };
  const title = t("camera.title", { item: name });
  const words = taken ? t("camera.taken", { n: taken }) : ready ? "" : t("camera.starting");
  return (
    <Viewer
      test="camera"
      label={title}
      title={title}
      icon="cross"
      beside={<Torch stream={stream} />}
      onClose={onClose}
    >
      <div class="viewer-stage camera-stage">
        <video ref={video} muted playsInline data-test="camera-live" />
        {ghost && strength > 0 && <Overlay ghost={ghost} strength={strength} />}
        <p class="viewer-pill" role="status" data-test="camera-taken">
          {words}
        </p>
      </div>
      {ghost && <Strength value={strength} onChange={setStrength} />}
      <footer class="viewer-foot camera-foot">
        <button type="button" class="button" data-test="camera-system" onClick={onSystem}>
          {t("camera.system")}
        </button>
        <button
          ref={shutter}
          type="button"
          class="camera-shutter"
          data-test="shutter"
          disabled={!ready}
          onClick={shoot}
        >
          <Icon name="camera" />
          {t("camera.shoot")}
        </button>
        <button type="button" class="button camera-album" data-test="camera-album" onClick={onAlbum}>
          <b>{t("camera.album")}</b>
          <span class="small">{t("camera.album-2")}</span>
        </button>
      </footer>
    </Viewer>
  );
}

/** Shows the stream until the screen goes or is hidden; the shutter has the focus once it is ready. */
function useLivePicture(stream: MediaStream, onClose: () => void) {
  const video = useRef<HTMLVideoElement>(null);
  const shutter = useRef<HTMLButtonElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
    void video.current?.play().then(
      () => setReady(true),
      () => undefined,
    );
    const hide = () => document.visibilityState === "hidden" && onClose();
    document.addEventListener("visibilitychange", hide);
    return () => document.removeEventListener("visibilitychange", hide);
  }, [stream]);
  useEffect(() => {
    if (ready) shutter.current?.focus();
  }, [ready]);
  return { video, shutter, ready };
}

function Overlay({ ghost, strength }: { ghost: Ghost; strength: number }) {
  const url = usePhoto(ghost.photo.sha256, true);
  if (!url) return null;
  return (
    <>
      <img class="camera-ghost" data-test="ghost" src={url} alt="" style={{ opacity: strength / 100 }} />
      <p class="viewer-pill camera-align">
        {t("camera.align", { day: showDay(dayOf(ghost.photo.taken_at)) })}
      </p>
    </>
  );
}

function Strength({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  return (
    <label class="viewer-row">
      <span>{t("camera.ghost")}</span>
      <input
        type="range"
        min={0}
        max={80}
        step={10}
        value={value}
        data-test="ghost-strength"
        onInput={(event) => onChange(Number(event.currentTarget.value))}
      />
      <b>{value}%</b>
    </label>
  );
}
