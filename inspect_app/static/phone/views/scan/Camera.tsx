// Searches the live picture of the camera for a code until one is found or the screen is left.
import { useEffect, useRef, useState } from "preact/hooks";
import { Empty } from "../../ui/controls/Empty";
import { Torch } from "../../ui/controls/Torch";
import { t } from "../../ui/texts/texts-more";

const PAUSE = 120;

export function Camera({ onRead }: { onRead: (text: string) => void }) {
  const { video, state, stream } = useCamera(onRead);
  if (state === "no-camera")
    return (
      <Empty icon="camera" title={t("scan.no-camera")}>
        {t("scan.no-camera-2")}
      </Empty>
    );
  if (state === "no-decoder") return <Empty icon="scan" title={t("scan.decoder-failed")} />;
  return (
    <div class="scan-view">
      <video ref={video} muted playsInline aria-label={t("scan.aim")} />
      <span class="scan-frame" />
      <p class="scan-words" role="status">
        {t(state === "running" ? "scan.aim" : "scan.starting")}
      </p>
      {stream && <Torch stream={stream} />}
    </div>
  );
}

/** Runs the camera into a video element and searches it for codes; stops both when the screen goes. */
function useCamera(onRead: (text: string) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<"starting" | "running" | "no-camera" | "no-decoder">("starting");
  const [stream, setStream] = useState<MediaStream | null>(null);
  useEffect(() => {
    let stopped = false;
    let live: MediaStream | null = null;
    const stop = () => live?.getTracks().forEach((track) => track.stop());
    const run = async () => {
      live = await openCamera().catch(() => null);
      if (stopped || !live || !video.current) return (stop(), stopped || setState("no-camera"));
      video.current.srcObject = live;
      await video.current.play().catch(() => undefined);
      setStream(live);
      setState("running");
      await watch(video.current, () => stopped, onRead).catch(() => setState("no-decoder"));
    };
    void run();
    return () => {
      stopped = true;
      stop();
    };
  }, []);
  return { video, state, stream };
}

function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices) return Promise.reject(new Error("no camera here"));
  return navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
    audio: false,
  });
}

/** Decodes the picture again and again, and gives each text once, however long it is shown. */
async function watch(
  video: HTMLVideoElement,
  stopped: () => boolean,
  onRead: (text: string) => void,
): Promise<void> {
  const { readCode } = await import("./decoder");
  let last = "";
  while (!stopped()) {
    const text = video.readyState >= 2 ? await readCode(video) : null;
    if (text && text !== last && !stopped()) onRead((last = text));
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
