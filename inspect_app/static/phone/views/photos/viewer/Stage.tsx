// Holds the photo on its canvas: two fingers, keys and a slider enlarge it, one finger moves it or draws on it.
import { useEffect } from "preact/hooks";
import { t } from "../../../ui/texts/texts-photo";
import { drawMarked } from "./draw";
import type { Point } from "./marks";
import type { useMarks } from "./useMarks";
import { useZoom, type Drawing } from "./useZoom";
import { fitOf, MOST } from "./zoom";

interface Props {
  picture: ImageBitmap;
  canvas: { current: HTMLCanvasElement | null };
  marks: ReturnType<typeof useMarks>;
  label: string;
}

export function Stage({ picture, canvas, marks, label }: Props) {
  const inPhoto = (draw: (at: Point) => unknown) => (at: Point) => void draw(toPhoto(at));
  const drawing: Drawing | null = marks.drawing && {
    ...marks.drawing,
    begin: inPhoto(marks.drawing.begin),
    move: inPhoto(marks.drawing.move),
  };
  const { stage, shown, frame, handlers, ...zoom } = useZoom(picture, drawing);
  const by = fitOf(picture, frame) * shown.scale;
  const toPhoto = (at: Point): Point => ({
    x: (at.x - shown.x) / by / picture.width,
    y: (at.y - shown.y) / by / picture.height,
  });
  useEffect(() => {
    if (canvas.current && picture.width) drawMarked(canvas.current, picture, marks.marks);
  }, [picture, marks.marks]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "+" || event.key === "=") zoom.closer();
    else if (event.key === "-") zoom.farther();
    else if (!marks.tool || !marks.onKey(event)) return;
    event.preventDefault();
  };
  return (
    <>
      <div ref={stage} class="viewer-stage" data-test="stage" {...handlers}>
        <canvas
          ref={canvas}
          class="viewer-canvas"
          role="img"
          tabIndex={0}
          aria-label={marks.tool ? `${label}. ${t("viewer.draw")}` : label}
          data-test="photo-canvas"
          style={{ transform: `translate(${shown.x}px, ${shown.y}px) scale(${by})` }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="viewer-row">
        <button type="button" class="viewer-icon" aria-label={t("viewer.zoom-out")} onClick={zoom.farther}>
          <Sign d="M5 12h14" />
        </button>
        <input
          type="range"
          aria-label={t("viewer.zoom")}
          min={0}
          max={100}
          value={Math.round((100 * Math.log(shown.scale)) / Math.log(MOST))}
          aria-valuetext={`${shown.scale.toFixed(1)}×`}
          data-test="zoom"
          onInput={(event) => zoom.toScale(MOST ** (Number(event.currentTarget.value) / 100))}
        />
        <button type="button" class="viewer-icon" aria-label={t("viewer.zoom-in")} onClick={zoom.closer}>
          <Sign d="M12 5v14M5 12h14" />
        </button>
      </div>
    </>
  );
}

/** A drawing of the viewer's own: it is not part of the first load. */
export function Sign({ d }: { d: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}
