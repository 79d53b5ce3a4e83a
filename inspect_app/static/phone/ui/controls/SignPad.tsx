// A place to write one's name with a finger. The strokes become a black-on-white PNG, twice as fine as the screen shows them.
import { useEffect, useRef, useState } from "preact/hooks";
import { Sheet } from "./Sheet";
import { t } from "../texts/texts-more";

const WIDTH = 720,
  HEIGHT = 360,
  LINE = 7;

export function SignPad({
  name,
  onUse,
  onClose,
}: {
  name: string;
  onUse: (png: Blob) => void;
  onClose: () => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [written, setWritten] = useState(false);
  const blank = () => {
    const paper = canvas.current?.getContext("2d");
    if (!paper) return;
    Object.assign(paper, {
      fillStyle: "#fff",
      strokeStyle: "#000",
      lineWidth: LINE,
      lineCap: "round",
      lineJoin: "round",
    });
    paper.fillRect(0, 0, WIDTH, HEIGHT);
    setWritten(false);
  };
  useEffect(blank, []);
  const use = () =>
    canvas.current?.toBlob((png) => {
      if (png) onUse(png);
    }, "image/png");
  const foot = (
    <>
      <button type="button" class="button" data-test="sign-clear" onClick={blank}>
        {t("sign.clear")}
      </button>
      {written ? (
        <button type="button" class="button button-next sign-use" data-test="sign-use" onClick={use}>
          {t("sign.use")}
        </button>
      ) : (
        <p class="button button-blocked sign-use">{t("sign.empty")}</p>
      )}
    </>
  );
  return (
    <Sheet title={t("sign.title", { name })} second={t("sign.lead")} foot={foot} onClose={onClose}>
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
