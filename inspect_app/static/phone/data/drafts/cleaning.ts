/** Cleans what people and devices put in, so that the server takes it. */
import type { Position } from "../types";

/** Takes out NUL and half surrogates: the server would refuse the whole record for them. */
export const cleanText = (text: string): string =>
  text.replace(/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "");
export const clean = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, part) => (typeof part === "string" ? cleanText(part) : part)) as T;

/** Rounds a position: four decimals are about ten metres, which is enough. */
export const coarse = ({ lat, lng, accuracy_m }: Position): Position => ({
  lat: Math.round(lat * 1e4) / 1e4,
  lng: Math.round(lng * 1e4) / 1e4,
  accuracy_m: Math.ceil(accuracy_m),
});
