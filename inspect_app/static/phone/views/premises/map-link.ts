// Makes the address that opens a map app at a premises: the phone's own on Android and iOS, else Amap. Pure.
import { toGcj02 } from "../../rules/gcj02";

interface Target {
  name: string;
  address: string;
  lat: number | null;
  lng: number | null;
}

const AMAP = "https://uri.amap.com";
/** iPadOS calls itself a Mac, with fingers. */
const isApple = (agent: string, fingers: number): boolean =>
  /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && fingers > 1);

/** Returns the link, or null where neither a position nor an address is on record. */
export function mapLink(
  { name, address, lat, lng }: Target,
  { userAgent, maxTouchPoints }: Pick<Navigator, "userAgent" | "maxTouchPoints">,
): string | null {
  const words = encodeURIComponent(address || name);
  const android = /Android/.test(userAgent);
  const apple = isApple(userAgent, maxTouchPoints);
  if (lat === null || lng === null) {
    if (!address) return null;
    if (android) return `geo:0,0?q=${words}`;
    return apple ? `https://maps.apple.com/?q=${words}` : `${AMAP}/search?keyword=${words}&callnative=1`;
  }
  const label = encodeURIComponent(name);
  if (android) return `geo:${lat},${lng}?q=${lat},${lng}(${label})`;
  // Both draw China on shifted maps and take places as they are drawn.
  const [y, x] = toGcj02([lat, lng]).map((degrees) => degrees.toFixed(6));
  return apple
    ? `https://maps.apple.com/?ll=${y},${x}&q=${label}`
    : `${AMAP}/marker?position=${x},${y}&name=${label}&coordinate=gaode&callnative=1`;
}
