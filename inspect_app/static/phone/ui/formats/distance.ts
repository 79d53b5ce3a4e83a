// Computes how far a place is. It stands apart from the search, which the first screen does not load.

export interface Place {
  lat: number;
  lng: number;
}

/** Computes the metres between two positions; flat is exact enough inside one district. */
export function distance(from: Place, to: { lat: number | null; lng: number | null }): number | null {
  if (to.lat === null || to.lng === null) return null;
  const north = (to.lat - from.lat) * 111_195;
  const east = (to.lng - from.lng) * 111_195 * Math.cos((from.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}
