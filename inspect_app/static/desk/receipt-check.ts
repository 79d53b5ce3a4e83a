/** Judges a receipt by the published keys, and whether a page shows what was signed. The phone does the same
 * (phone/sync/records/receipts.ts); a module of both would be one more file in the phone's first load. */
export type Shown = { said: Record<string, string>; files: string[] };
export type Outcome = "valid" | "invalid" | "differs" | "unable";
export type Jwk = JsonWebKey & { kid?: string };

type Payload = Record<string, unknown>;
type Parts = {
  kid: string;
  payload: Payload;
  signed: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
};

export async function judgeReceipt(receipt: string, shown: Shown, keys: Jwk[]): Promise<Outcome> {
  if (!globalThis.crypto?.subtle) return "unable";
  const parts = parse(receipt);
  const key = keys.find((one) => one.kid === parts?.kid);
  if (!parts || !key || !(await isSigned(parts, key))) return "invalid";
  return isShown(parts.payload, shown) ? "valid" : "differs";
}

/** A receipt has one spelling: `atob` forgives padding, blanks and spare bits, so what comes back must be the part. */
function bytesOf(part: string): Uint8Array<ArrayBuffer> {
  const binary = atob(part.replace(/-/g, "+").replace(/_/g, "/"));
  const spelled = btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  if (spelled !== part) throw new SyntaxError("not base64url");
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

const read = (part: string) => JSON.parse(new TextDecoder().decode(bytesOf(part))) as Payload;

/** Null for anything but a compact JWS with exactly our three header fields. */
function parse(receipt: string): Parts | null {
  try {
    const [head = "", body = "", tail = "", ...more] = receipt.split(".");
    const { alg, typ, kid, ...others } = read(head);
    const ours = alg === "ES256" && typ === "receipt+jws" && typeof kid === "string";
    if (!ours || more.length || Object.keys(others).length) return null;
    const signed = new TextEncoder().encode(`${head}.${body}`);
    return { kid, payload: read(body), signed, signature: bytesOf(tail) };
  } catch {
    return null;
  }
}

async function isSigned({ signed, signature }: Parts, { kty, crv, x, y }: Jwk): Promise<boolean> {
  try {
    const point = { kty, crv, x, y } as JsonWebKey; // `use` or `key_ops` can make an import fail
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const key = await crypto.subtle.importKey("jwk", point, curve, false, ["verify"]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, signed);
  } catch {
    return false;
  }
}

function isShown(payload: Payload, { said, files }: Shown): boolean {
  const fields = Object.entries(said).every(([name, words]) => words === String(payload[name] ?? ""));
  return fields && JSON.stringify(files) === JSON.stringify(payload.blobs);
}
