// What is drawn on a photo, in shares of its width and height. Pure: the canvas draws it elsewhere.

export type Tool = "arrow" | "circle" | "blur";
export const TOOLS: readonly Tool[] = ["arrow", "circle", "blur"];

export interface Point {
  x: number;
  y: number;
}
/** From where it was begun to where it was let go; an arrow points to its end. */
export interface Mark {
  tool: Tool;
  from: Point;
  to: Point;
}

const SMALLEST = 0.02;
const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const inside = ({ x, y }: Point): Point => ({ x: clamp(x), y: clamp(y) });

export const startMark = (tool: Tool, at: Point): Mark => ({ tool, from: inside(at), to: inside(at) });
export const stretch = (mark: Mark, to: Point): Mark => ({ ...mark, to: inside(to) });

/** Tells a mark from a tap that slipped. */
export const isDrawn = ({ from, to }: Mark): boolean =>
  Math.abs(to.x - from.x) > SMALLEST || Math.abs(to.y - from.y) > SMALLEST;

/** A mark in the middle, for whoever draws by keyboard. */
export const centred = (tool: Tool): Mark => ({
  tool,
  from: { x: 0.4, y: 0.4 },
  to: { x: 0.6, y: 0.6 },
});

/** Moves a mark as a whole, or its end alone; it never leaves the photo. */
export function nudge(mark: Mark, dx: number, dy: number, endOnly: boolean): Mark {
  const { from, to } = mark;
  if (endOnly) return stretch(mark, { x: to.x + dx, y: to.y + dy });
  const x = limit(dx, from.x, to.x);
  const y = limit(dy, from.y, to.y);
  return { ...mark, from: { x: from.x + x, y: from.y + y }, to: { x: to.x + x, y: to.y + y } };
}

/** Shortens a step so that neither end leaves the photo. */
const limit = (step: number, one: number, other: number): number =>
  Math.min(1 - Math.max(one, other), Math.max(-Math.min(one, other), step));

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The whole pixels that a mark covers, out to the next block of a grid. */
export function boxOf({ from, to }: Mark, width: number, height: number, block = 1): Box {
  const low = (a: number, b: number) => Math.floor(Math.min(a, b) / block) * block;
  const high = (a: number, b: number, most: number) =>
    Math.min(most, Math.ceil(Math.max(a, b) / block) * block);
  const x = low(from.x * width, to.x * width);
  const y = low(from.y * height, to.y * height);
  return {
    ...{ x, y },
    width: high(from.x * width, to.x * width, width) - x,
    height: high(from.y * height, to.y * height, height) - y,
  };
}

/** The side of a block that a blur leaves of the photo: no face or number can be read in it. */
export const blockOf = (width: number, height: number): number =>
  Math.max(16, Math.round(Math.max(width, height) / 40));

/** The three points of an arrow's head, tip in the middle, in pixels. */
export function headOf({ from, to }: Mark, width: number, height: number): Point[] {
  const tip = { x: to.x * width, y: to.y * height };
  const angle = Math.atan2(tip.y - from.y * height, tip.x - from.x * width);
  const length = Math.max(width, height) / 16;
  const wing = (turn: number): Point => ({
    x: tip.x - length * Math.cos(angle + turn),
    y: tip.y - length * Math.sin(angle + turn),
  });
  return [wing(0.6), tip, wing(-0.6)];
}
