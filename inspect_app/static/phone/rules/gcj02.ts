/** Shifts a measured place (WGS-84) to where Chinese maps draw it (GCJ-02): `domain/gcj02.py` says the same.
 * A published approximation, good to about a metre; it opens a map and decides nothing. */

const LONGEST_RADIUS = 6378245;
const ECCENTRICITY_SQUARED = 0.006693421622965943;
const { PI, abs, cos, sin, sqrt } = Math;

export type LatLng = readonly [lat: number, lng: number];

export function toGcj02([lat, lng]: LatLng): LatLng {
  if (!isInChina(lat, lng)) return [lat, lng];
  const [north, east] = shift(lng - 105, lat - 35);
  const slope = (lat / 180) * PI;
  const magic = 1 - ECCENTRICITY_SQUARED * sin(slope) ** 2;
  const meridian = ((LONGEST_RADIUS * (1 - ECCENTRICITY_SQUARED)) / (magic * sqrt(magic))) * PI;
  const parallel = (LONGEST_RADIUS / sqrt(magic)) * cos(slope) * PI;
  return [lat + (north * 180) / meridian, lng + (east * 180) / parallel];
}

/** Tells whether a point lies in the rough box within which Chinese maps are shifted. */
const isInChina = (lat: number, lng: number): boolean =>
  lat >= 0.8293 && lat <= 55.8271 && lng >= 72.004 && lng <= 137.8347;

/** Computes the map's shift in metres north and east. */
function shift(x: number, y: number): LatLng {
  const waves = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3;
  let north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves;
  north += ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3;
  north += ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3;
  let east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves;
  east += ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3;
  east += ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
  return [north, east];
}
