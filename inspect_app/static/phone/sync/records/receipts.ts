/** Checks receipts: our server signed it, and it speaks of this very record and of each of its photos. */
import type { OutboxRecord } from "../../data";

export interface ReceiptPayload {
  v: number;
  epoch: string;
  user: string;
  collection: string;
  id: string;
  rev: number;
  digest: string;
  verdict: string;
  blobs: string[];
  received_at: string;
  complete_at: string | null;
  audit: unknown;
}

type Parts = {
  kid: string;
  payload: ReceiptPayload;
  signed: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
};

export type Key = JsonWebKey & { kid?: string };

/** `atob` forgives padding, blanks and spare bits; a receipt has one spelling, so what comes back must be the part. */
function bytesOf(part: string): Uint8Array<ArrayBuffer> {
  const binary = atob(part.replace(/-/g, "+").replace(/_/g, "/"));
  const spelled = btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  if (spelled !== part) throw new SyntaxError("not base64url");
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

/** Parses a receipt; null for anything but a compact JWS with exactly our algorithm and type. */
export function parseReceipt(receipt: string): Parts | null {
  try {
    const [head = "", body = "", tail = "", ...more] = receipt.split(".");
    const read = (part: string): unknown => JSON.parse(new TextDecoder().decode(bytesOf(part)));
    const header = read(head) as Record<string, unknown>;
    const { alg, typ, kid } = header;
    if (more.length || alg !== "ES256" || typ !== "receipt+jws" || typeof kid !== "string") return null;
    if ("crit" in header) return null; // it names what a reader must understand, and we understand none
    return {
      kid,
      payload: read(body) as ReceiptPayload,
      signed: new TextEncoder().encode(`${head}.${body}`),
      signature: bytesOf(tail),
    };
  } catch {
    return null;
  }
}

/** Tells whether the signature is that of the key. */
export async function isSigned({ signed, signature }: Parts, { kty, crv, x, y }: Key): Promise<boolean> {
  try {
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    // Only the four members that make the point: `use` or `key_ops` in a JWK can make an import fail.
    const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y } as JsonWebKey, algorithm, false, [
      "verify",
    ]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, signed);
  } catch {
    return false;
  }
}

/** Tells whether the receipt speaks of this record and each of its photos. */
export function fits(payload: ReceiptPayload, record: OutboxRecord, user: string): boolean {
  const listed = new Set(payload.blobs);
  return (
    payload.v === 1 &&
    payload.user === user &&
    payload.collection === record.collection &&
    payload.id === record.id &&
    payload.rev === record.rev &&
    payload.digest === record.digest &&
    (payload.verdict === "stored" || payload.verdict === "quarantined") &&
    record.blobs.every((blob) => listed.has(blob.sha256))
  );
}
