/** What people and devices put in, made fit to be sent. */
import type { Position } from "../types";

/** The server refuses NUL and half surrogates, and with them the whole record: they never get in. */
export const cleanText = (text: string): string =>
  text.replace(/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "");
export const clean = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, part) => (typeof part === "string" ? cleanText(part) : part)) as T;

/** One coarse point is enough: four decimals are about ten metres. */
export const coarse = ({ lat, lng, accuracy_m }: Position): Position => ({
  lat: Math.round(lat * 1e4) / 1e4,
  lng: Math.round(lng * 1e4) / 1e4,
  accuracy_m: Math.ceil(accuracy_m),
});
