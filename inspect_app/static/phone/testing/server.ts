/** A small server in memory for the engine's tests: real ES256 receipts, real tus offsets, faults. */
import { toHex } from "../data/ids";
import { EPOCH } from "./makers";

export interface Sent {
  collection: string;
  id: string;
  rev: number;
  base: string | null;
  digest: string;
  body: string;
  blobs: { sha256: string }[];
  receipt?: string;
  base_lost?: boolean;
}
interface Stored {
  record: Sent;
  verdict: "stored" | "waiting";
  receipt?: string;
}
type Fault = (path: string, init: RequestInit) => Response | "lost" | "cut" | undefined;

export const NOW = new Date().toISOString();

export const base64url = (bytes: Uint8Array | string): string =>
  btoa(typeof bytes === "string" ? bytes : String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
export const json = (data: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(data), { status, headers: { "Content-Type": "application/json", ...headers } });
export const refused = (code: string, status: number, headers: Record<string, string> = {}): Response =>
  json({ error: { code, zh: code, en: code, safe: true, next: "wait" } }, status, headers);

export async function makeServer(user: string) {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ]);
  const jwk = {
    ...(await crypto.subtle.exportKey("jwk", pair.publicKey)),
    kid: "one",
    use: "sig",
    alg: "ES256",
  };
  const stored = new Map<string, Stored>();
  const blobs = new Set<string>();
  const parts = new Map<string, { sha256: string; bytes: number[]; length: number }>();
  const server = {
    epoch: EPOCH,
    time: NOW,
    stored,
    blobs,
    jwk,
    calls: [] as string[],
    pushes: [] as Sent[][],
    fault: (() => undefined) as Fault,
    feed: [] as unknown[],
    limits: { body_bytes: 1_048_576, record_bytes: 524_288, batch: 50, blob_bytes: 1e7, chunk: 262_144 },
    inspections: () => [...stored.values()].filter(({ record }) => record.collection === "inspection"),
  };

  async function receiptOf(record: Sent, verdict: string): Promise<string> {
    const payload = {
      v: 1,
      epoch: server.epoch,
      user,
      collection: record.collection,
      id: record.id,
      rev: record.rev,
      digest: record.digest,
      verdict,
      blobs: record.blobs.map((blob) => blob.sha256),
      received_at: NOW,
      complete_at: NOW,
      audit: 1,
    };
    const encode = (part: object) =>
      base64url(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(part))));
    const signed = `${encode({ alg: "ES256", typ: "receipt+jws", kid: "one" })}.${encode(payload)}`;
    const signature = await crypto.subtle.sign(
      { name: "ECDSA", hash: "SHA-256" },
      pair.privateKey,
      new TextEncoder().encode(signed),
    );
    return `${signed}.${base64url(new Uint8Array(signature))}`;
  }

  async function judge(record: Sent): Promise<object> {
    const named = { collection: record.collection, id: record.id, rev: record.rev };
    const known = stored.get(record.digest);
    if (!known && record.base && !record.base_lost && !stored.has(record.base))
      return { ...named, verdict: "retry", code: "gap", detail: { last_rev: 0 } };
    const missing = record.blobs.map((blob) => blob.sha256).filter((hash) => !blobs.has(hash));
    const entry: Stored = known ?? { record, verdict: "waiting" };
    if (!missing.length && entry.verdict === "waiting")
      Object.assign(entry, { verdict: "stored", receipt: await receiptOf(record, "stored") });
    stored.set(record.digest, entry);
    const answer = {
      verdict: entry.verdict,
      detail: missing.length ? { missing } : null,
      receipt: record.collection === "draft" ? null : (entry.receipt ?? null),
    };
    return known ? { ...named, ...answer, verdict: "already", was: answer.verdict } : { ...named, ...answer };
  }

  async function tus(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const body = [...new Uint8Array((init.body as ArrayBuffer | undefined) ?? new ArrayBuffer(0))];
    if (init.method === "POST") {
      const sha256 = atob(/sha256 (\S+?)(?:,|$)/.exec(headers.get("Upload-Metadata")!)![1]!);
      path = `/sync/uploads/${parts.size + 1}`;
      parts.set(path, { sha256, bytes: [], length: Number(headers.get("Upload-Length")) });
    }
    const part = parts.get(path);
    if (!part) return refused("gone", 404);
    if (init.method === "PATCH" && Number(headers.get("Upload-Offset")) !== part.bytes.length)
      return new Response(null, { status: 409, headers: { "Upload-Offset": String(part.bytes.length) } });
    for (const byte of body) part.bytes.push(byte);
    if (body.length && part.bytes.length === part.length) {
      const hash = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(part.bytes))));
      if (hash !== part.sha256) return refused("checksum", 460);
      blobs.add(hash);
    }
    const status = init.method === "POST" ? 201 : init.method === "HEAD" ? 200 : 204;
    return new Response(null, {
      status,
      headers: { "Tus-Resumable": "1.0.0", "Upload-Offset": String(part.bytes.length), Location: path },
    });
  }

  async function answer(path: string, init: RequestInit): Promise<Response> {
    const sent = typeof init.body === "string" ? JSON.parse(init.body) : {};
    const server_time = server.time;
    switch (path) {
      case "/sync/hello":
        return json({
          epoch: server.epoch,
          server_time,
          client_id: sent.client_id,
          user: { id: user },
          scopes: [],
          limits: server.limits,
          keys: [jwk],
          min_app: "1.0.0",
        });
      case "/sync/push": {
        server.pushes.push(sent.records);
        const results = [];
        for (const record of sent.records) results.push(await judge(record));
        return json({ epoch: server.epoch, server_time, results });
      }
      case "/sync/pull":
        return json({ epoch: server.epoch, server_time, scopes: server.feed.splice(0), min_app: "1.0.0" });
      case "/sync/blobs/missing":
        return json({ missing: sent.hashes.filter((hash: string) => !blobs.has(hash)) });
      case "/sync/blobs/awaited": {
        const records = [...stored.values()].filter(({ record }) => record.collection !== "draft");
        const named = new Set(records.flatMap(({ record }) => record.blobs.map((blob) => blob.sha256)));
        return json({ awaited: sent.hashes.filter((hash: string) => named.has(hash) && !blobs.has(hash)) });
      }
      default:
        return path.startsWith("/sync/uploads") ? tus(path, init) : refused("unknown", 404);
    }
  }

  globalThis.fetch = async (input, init = {}) => {
    const path = String(input);
    server.calls.push(`${init.method} ${path}`);
    const fault = server.fault(path, init);
    if (fault === "cut") throw new TypeError("network");
    if (fault && fault !== "lost") return fault;
    const response = await answer(path, init);
    if (fault === "lost") throw new TypeError("network");
    Object.defineProperty(response, "url", { value: `http://localhost${path}` });
    return response;
  };
  return Object.assign(server, { receiptOf });
}
