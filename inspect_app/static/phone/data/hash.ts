/** Computes the SHA-256 names of bytes and of frozen texts. */
import { toHex } from "./ids";
import type { Sha256 } from "./types";

export async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Sha256> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

export const digestOf = (text: string): Promise<Sha256> => sha256(new TextEncoder().encode(text));
