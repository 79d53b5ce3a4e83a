// How a photo lies in its frame: enlarged up to four times, never away from the frame. Pure.
import type { Point } from "./marks";

/** `x`, `y`: where the photo's upper left corner lies, in pixels of the frame; `fit` fills the frame once. */
export interface Zoom extends Point {
  scale: number;
}
export interface Size {
  width: number;
  height: number;
}

export const MOST = 4;
export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Pixels of the frame for one of the photo, at scale 1. */
export const fitOf = (photo: Size, frame: Size): number =>
  Math.min(frame.width / photo.width, frame.height / photo.height);

/** Puts a photo back into its frame: in the middle where it is smaller, else without a gap. */
export function settle({ scale, x, y }: Zoom, photo: Size, frame: Size): Zoom {
  const by = fitOf(photo, frame) * scale;
  const place = (at: number, own: number, room: number) =>
    own <= room ? (room - own) / 2 : clamp(at, room - own, 0);
  return {
    scale,
    x: place(x, photo.width * by, frame.width),
    y: place(y, photo.height * by, frame.height),
  };
}

/** Enlarges by a factor and keeps what lies under one point where it is. */
export function zoomAt(zoom: Zoom, factor: number, at: Point, photo: Size, frame: Size): Zoom {
  const scale = clamp(zoom.scale * factor, 1, MOST);
  const by = scale / zoom.scale;
  const moved = { scale, x: at.x - (at.x - zoom.x) * by, y: at.y - (at.y - zoom.y) * by };
  return settle(moved, photo, frame);
}

export const pan = (zoom: Zoom, dx: number, dy: number, photo: Size, frame: Size): Zoom =>
  settle({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, photo, frame);
