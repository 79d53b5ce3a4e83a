// Switches the lamp beside a camera; phones without one get no button.
import { useState } from "preact/hooks";
import { t } from "../texts/texts-more";

interface WithTorch {
  torch?: boolean;
}

export function Torch({ stream }: { stream: MediaStream }) {
  const [on, setOn] = useState(false);
  const track = stream.getVideoTracks()[0];
  if (!(track?.getCapabilities?.() as WithTorch | undefined)?.torch) return null;
  const toggle = () =>
    track!.applyConstraints({ advanced: [{ torch: !on } as MediaTrackConstraintSet] }).then(
      () => setOn(!on),
      () => undefined,
    );
  return (
    <button type="button" class="button scan-torch" aria-pressed={on} onClick={() => void toggle()}>
      {t(on ? "scan.torch-off" : "scan.torch")}
    </button>
  );
}
