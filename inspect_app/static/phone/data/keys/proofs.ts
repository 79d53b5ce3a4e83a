/** What a person's own key signs, spelled as the server spells it, and whether a key signed it. */
import { canonical } from "../drafts/signed-content";
import { sha256 } from "../hash";
import type { PublicKey, SignatureRef, Uuid } from "../types";

const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNING = { name: "ECDSA", hash: "SHA-256" } as const;

type Point = Pick<PublicKey, "x" | "y">;
/** The fields of a signature that its proof covers. */
export type Proven = Pick<SignatureRef, "user" | "signed_at" | "content_digest" | "rev" | "round" | "key">;

export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const bytesOf = (content: unknown) => new TextEncoder().encode(canonical(content));

function provenContent({ user, signed_at, content_digest, rev, round, key }: Proven): object {
  return { purpose: "cosign", content_digest, key, rev, round, signed_at, user };
}

/** Signs what somebody saw. */
export const prove = (given: Proven, key: CryptoKey): Promise<string> => sign(provenContent(given), key);

/** Signs that the private half of a new key is at hand. */
export const provePossession = (user: Uuid, id: string, key: CryptoKey): Promise<string> =>
  sign({ purpose: "register", user, key: id }, key);

async function sign(content: object, key: CryptoKey): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(SIGNING, key, bytesOf(content))));
}

/** Tells whether the key signed this; what cannot be read was not signed. */
export async function isProven(given: Proven & { proof?: string }, { x, y }: Point): Promise<boolean> {
  try {
    const jwk = { kty: "EC", crv: "P-256", x, y };
    const key = await crypto.subtle.importKey("jwk", jwk, CURVE, false, ["verify"]);
    const proof = fromBase64Url(given.proof ?? "");
    return await crypto.subtle.verify(SIGNING, key, proof, bytesOf(provenContent(given)));
  } catch {
    return false;
  }
}

/** Computes the id of a key: its thumbprint by RFC 7638. */
export async function thumbprint({ x, y }: Point): Promise<string> {
  const text = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`;
  const hex = await sha256(new TextEncoder().encode(text));
  return toBase64Url(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
}

/** Makes a key whose private half never leaves this device. */
export async function generateKey(): Promise<Point & { id: string; private: CryptoKey }> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  return { x, y, id: await thumbprint({ x, y }), private: pair.privateKey };
}
