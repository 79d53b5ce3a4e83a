// Zooms by two fingers, a double tap, keys and a slider; one finger moves the photo, or draws.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Point } from "./marks";
import { pan, settle, WHOLE, zoomAt, type Size, type Zoom } from "./zoom";

const DOUBLE_TAP = 300;
const SLIP = 10;
const STEP = 1.3;

/** What one finger draws while a tool is chosen; null: it moves the photo. */
export interface Drawing {
  begin: (at: Point) => void;
  move: (at: Point) => void;
  end: () => void;
  drop: () => void;
}

export function useZoom(photo: Size, drawing: Drawing | null) {
  const stage = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>(WHOLE);
  const fingers = useRef(new Map<number, Point>());
  const tapped = useRef(0);
  /** Where a single finger came down; null once it is more than a tap. */
  const down = useRef<Point | null>(null);
  const frame = useFrame(stage);
  const shown = settle(zoom, photo, frame);
  const local = (event: PointerEvent): Point => {
    const box = stage.current!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const by = (factor: number, at: Point = { x: frame.width / 2, y: frame.height / 2 }) =>
    setZoom((before) => zoomAt(settle(before, photo, frame), factor, at, photo, frame));
  const onPointerDown = (event: PointerEvent) => {
    stage.current!.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, local(event));
    const alone = fingers.current.size === 1;
    down.current = alone ? local(event) : null;
    if (alone) drawing?.begin(local(event));
    else drawing?.drop();
  };
  const onPointerMove = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId);
    if (!before) return;
    const now = local(event);
    if (down.current && Math.hypot(now.x - down.current.x, now.y - down.current.y) > SLIP)
      down.current = null;
    if (fingers.current.size === 2) pinch(event.pointerId, before, now);
    else if (drawing) drawing.move(now);
    else setZoom((zoom) => pan(zoom, now.x - before.x, now.y - before.y, photo, frame));
    fingers.current.set(event.pointerId, now);
  };
  const pinch = (moving: number, before: Point, now: Point) => {
    const still = [...fingers.current].find(([id]) => id !== moving)![1];
    const apart = (point: Point) => Math.hypot(point.x - still.x, point.y - still.y) || 1;
    by(apart(now) / apart(before), { x: (now.x + still.x) / 2, y: (now.y + still.y) / 2 });
  };
  const onPointerUp = (event: PointerEvent) => {
    const alone = fingers.current.size === 1;
    fingers.current.delete(event.pointerId);
    if (drawing) return alone ? drawing.end() : undefined;
    if (!down.current) return;
    const isSecond = event.timeStamp - tapped.current < DOUBLE_TAP;
    if (isSecond) by(shown.scale > 1 ? 0.01 : 2.5, local(event));
    tapped.current = isSecond ? 0 : event.timeStamp;
  };
  return {
    stage,
    shown,
    frame,
    by,
    toScale: (scale: number) => by(scale / shown.scale),
    closer: () => by(STEP),
    farther: () => by(1 / STEP),
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp },
  };
}

/** Measures the frame, again whenever the phone is turned. */
function useFrame(stage: { current: HTMLDivElement | null }): Size {
  const [frame, setFrame] = useState<Size>({ width: 1, height: 1 });
  useLayoutEffect(() => {
    const box = stage.current;
    if (!box) return;
    const measure = () => setFrame({ width: box.clientWidth || 1, height: box.clientHeight || 1 });
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    measure();
    return () => watcher.disconnect();
  }, []);
  return frame;
}
