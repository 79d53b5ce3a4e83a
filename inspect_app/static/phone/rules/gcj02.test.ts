import { expect, it } from "vitest";
import cases from "../../../../tests/vectors/places/gcj02.json";
import { toGcj02, type LatLng } from "./gcj02";

it.each(cases)("$name", ({ wgs84, gcj02 }) => {
  const [lat, lng] = toGcj02(wgs84 as unknown as LatLng);
  expect(lat).toBeCloseTo(gcj02[0]!, 8);
  expect(lng).toBeCloseTo(gcj02[1]!, 8);
});
