import { expect, it } from "vitest";
import { fillWithMean } from "./draw";

it("leaves of a blurred block nothing but one colour, also at the edge", () => {
  const width = 5;
  const data = new Uint8ClampedArray(Array.from({ length: 5 * 3 * 4 }, (_, n) => (n * 37) % 256));
  const before = data.slice();
  fillWithMean({ data, width, height: 3 } as ImageData, 4, 2, 4);
  expect(data).toEqual(before); // one pixel is its own mean
  fillWithMean({ data, width, height: 3 } as ImageData, 0, 0, 4);
  const colours = new Set<string>();
  for (let y = 0; y < 3; y += 1)
    for (let x = 0; x < 4; x += 1)
      colours.add(data.slice((y * width + x) * 4, (y * width + x) * 4 + 3).join());
  expect(colours.size).toBe(1);
  expect([...data.slice(16, 20)]).toEqual([...before.slice(16, 20)]);
});
