// Takes a signature with a finger. The strokes become a black-on-white PNG, twice as fine as the screen shows
// them.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Sheet } from "./Sheet";
import { t } from "../texts/texts-more";

const WIDTH = 720,
  HEIGHT = 360,
  PEN = 7;

interface Props {
  name: string;
  /** What is signed, in short. */
  summary: ComponentChildren;
  onUse: (png: Blob) => void;
  onClose: () => void;
}

export function SignPad({ name, summary, onUse, onClose }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [written, setWritten] = useState(false);
  const blank = () => {
    if (clear(canvas.current)) setWritten(false);
  };
  useEffect(blank, []);
  const use = () =>
    canvas.current?.toBlob((png) => {
      if (png) onUse(png);
    }, "image/png");
  const foot = <PadFoot written={written} onClear={blank} onUse={use} />;
  return (
    <Sheet title={t("sign.title", { name })} second={t("sign.lead")} foot={foot} onClose={onClose}>
      {/* It scrolls by itself, so that the paper stays in sight. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it no keyboard could scroll it */}
      <div class="sign-summary" tabIndex={0} role="group" aria-label={t("sign.summary")}>
        {summary}
      </div>
      <canvas
        ref={canvas}
        class="sign-pad"
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t("sign.pad")}
        data-test="sign-pad"
        onPointerDown={(event) => begin(event, () => setWritten(true))}
        onPointerMove={draw}
      />
    </Sheet>
  );
}

interface Foot {
  written: boolean;
  onClear: () => void;
  onUse: () => void;
}

function PadFoot({ written, onClear, onUse }: Foot) {
  return (
    <>
      <button type="button" class="button" data-test="sign-clear" onClick={onClear}>
        {t("sign.clear")}
      </button>
      {written ? (
        <button type="button" class="button button-next sign-use" data-test="sign-use" onClick={onUse}>
          {t("sign.use")}
        </button>
      ) : (
        <p class="button button-blocked sign-use">{t("sign.empty")}</p>
      )}
    </>
  );
}

/** Makes the paper white and the pen black; false where nothing can be drawn. */
function clear(canvas: HTMLCanvasElement | null): boolean {
  const paper = canvas?.getContext("2d");
  if (!paper) return false;
  Object.assign(paper, {
    fillStyle: "#fff",
    strokeStyle: "#000",
    lineWidth: PEN,
    lineCap: "round",
    lineJoin: "round",
  });
  paper.fillRect(0, 0, WIDTH, HEIGHT);
  return true;
}

function begin(event: PointerEvent, onStroke: () => void): void {
  const canvas = event.currentTarget as HTMLCanvasElement;
  canvas.setPointerCapture(event.pointerId);
  const paper = canvas.getContext("2d")!;
  const { x, y } = placeOn(canvas, event);
  paper.beginPath();
  paper.moveTo(x, y);
  paper.lineTo(x + 0.1, y);
  paper.stroke();
  onStroke();
}

function draw(event: PointerEvent): void {
  const canvas = event.currentTarget as HTMLCanvasElement;
  if (!canvas.hasPointerCapture(event.pointerId)) return;
  const paper = canvas.getContext("2d")!;
  const steps = event.getCoalescedEvents?.() ?? [];
  for (const step of steps.length ? steps : [event]) {
    const { x, y } = placeOn(canvas, step);
    paper.lineTo(x, y);
  }
  paper.stroke();
}

function placeOn(canvas: HTMLCanvasElement, event: PointerEvent) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return { x: ((event.clientX - left) / width) * WIDTH, y: ((event.clientY - top) / height) * HEIGHT };
}
