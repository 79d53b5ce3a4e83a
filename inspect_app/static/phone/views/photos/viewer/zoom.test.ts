import { expect, it } from "vitest";
import { fitOf, MOST, pan, settle, WHOLE, zoomAt } from "./zoom";

const photo = { width: 1200, height: 1600 };
const frame = { width: 360, height: 400 };

it("never gets smaller than whole, larger than four times, or out of its frame", () => {
  const whole = settle(WHOLE, photo, frame);
  expect(fitOf(photo, frame)).toBe(0.25);
  expect(whole).toEqual({ scale: 1, x: 30, y: 0 });
  expect(zoomAt(whole, 0.1, { x: 10, y: 10 }, photo, frame)).toEqual(whole);
  const large = zoomAt(whole, 100, { x: 180, y: 200 }, photo, frame);
  expect(large).toEqual({ scale: MOST, x: -420, y: -600 });
  expect(pan(large, 9999, 9999, photo, frame)).toEqual({ scale: MOST, x: 0, y: 0 });
  expect(pan(large, -9999, -9999, photo, frame)).toEqual({ scale: MOST, x: -840, y: -1200 });
});

it("keeps what lies under the finger where it is", () => {
  const whole = settle(WHOLE, photo, frame);
  const at = { x: 100, y: 300 };
  const twice = zoomAt(whole, 2, at, photo, frame);
  const under = (zoom: { scale: number; x: number; y: number }) => [
    (at.x - zoom.x) / zoom.scale,
    (at.y - zoom.y) / zoom.scale,
  ];
  expect(under(twice)).toEqual(under(whole));
});
