import { expect, it } from "vitest";
import { gaugeScale, shareOf } from "./gauge-scale";

const labels = (scale: ReturnType<typeof gaugeScale>) =>
  scale.ticks
    .filter((tick) => tick.label)
    .sort((a, b) => a.at - b.at)
    .map((tick) => tick.label);

it("keeps one band's width beside the limits of a chiller", () => {
  const scale = gaugeScale({ min: 0, max: 8 }, { min: -40, max: 60, step: 0.1 });
  expect([scale.from, scale.to, scale.band]).toEqual([-10, 20, [0, 8]]);
  expect(labels(scale)).toEqual(["−10", "−5", "0", "5", "8", "15", "20"].filter((label) => label !== "10"));
});

it("bounds a one-sided limit by what can be entered", () => {
  const scale = gaugeScale({ min: 70 }, { min: 0, max: 130, step: 0.1 });
  expect(scale.from).toBe(0);
  expect(scale.to).toBeLessThanOrEqual(150);
  expect(scale.band).toEqual([70, scale.to]);
});

it("draws a frost limit below zero", () => {
  const scale = gaugeScale({ max: -12 }, { min: -60, max: 60, step: 0.1 });
  expect(scale.from).toBeLessThan(-12);
  expect(scale.to).toBeGreaterThanOrEqual(0);
});

it("survives limits that are one point", () => {
  const scale = gaugeScale({ min: 0, max: 0 }, { min: 0, max: 5, step: 1 });
  expect(scale.to).toBeGreaterThan(scale.from);
});

it("stands at the end when the value is past it", () => {
  expect(shareOf({ from: 0, to: 10 }, 99)).toBe(1);
  expect(shareOf({ from: 0, to: 10 }, -1)).toBe(0);
});
