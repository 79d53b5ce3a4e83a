import { expect, it } from "vitest";
import { blockOf, boxOf, centred, headOf, isDrawn, nudge, startMark, stretch } from "./marks";

it("takes no tap that slipped for a mark, and no mark beyond the photo", () => {
  const begun = startMark("circle", { x: 0.5, y: 1.4 });
  expect(begun.from).toEqual({ x: 0.5, y: 1 });
  expect(isDrawn(begun)).toBe(false);
  expect(isDrawn(stretch(begun, { x: 0.51, y: 1 }))).toBe(false);
  expect(isDrawn(stretch(begun, { x: -3, y: 1 }))).toBe(true);
  expect(stretch(begun, { x: -3, y: 1 }).to).toEqual({ x: 0, y: 1 });
});

it("moves a mark to the edge and no further, whole or by its end", () => {
  const mark = centred("arrow");
  const moved = nudge(mark, 0.9, -0.9, false);
  expect(moved.to.x).toBeCloseTo(1);
  expect(moved.from).toMatchObject({ x: expect.closeTo(0.8), y: expect.closeTo(0) });
  expect(nudge(mark, 0.9, 0, true)).toMatchObject({ from: mark.from, to: { x: 1, y: mark.to.y } });
});

it("blurs whole blocks out to the grid, inside the photo", () => {
  const mark = { tool: "blur" as const, from: { x: 0.9, y: 0.1 }, to: { x: 0.55, y: 0.99 } };
  expect(blockOf(1200, 1600)).toBe(40);
  expect(blockOf(100, 80)).toBe(16);
  expect(boxOf(mark, 1200, 1590, 40)).toEqual({ x: 640, y: 120, width: 440, height: 1470 });
});

it("points an arrow where it was let go", () => {
  const mark = { tool: "arrow" as const, from: { x: 0, y: 0.5 }, to: { x: 0.5, y: 0.5 } };
  const [one, tip, other] = headOf(mark, 1600, 1600);
  expect(tip).toEqual({ x: 800, y: 800 });
  expect(one!.x).toBeLessThan(800);
  expect(one!.x).toBeCloseTo(other!.x);
  expect(one!.y - 800).toBeCloseTo(800 - other!.y);
});
