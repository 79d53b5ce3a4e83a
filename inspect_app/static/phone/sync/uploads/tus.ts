/** Uploads one photo over tus 1.0.0: created with its first piece, resumed by offset. Knows no store. */
import { failpoint } from "../../data/failpoints";
import { readJson, refusal, send, type Reply } from "../http";
import { problem } from "../problems";

const PIECE_TIMEOUT = 120_000;

export interface Upload {
  sha256: string;
  type: string;
  bytes: ArrayBuffer;
  location: string | null;
  chunk: number;
}
export interface Hooks {
  located(location: string | null): Promise<void>;
  progress(sent: number): void;
}
export type Failure = Exclude<Reply<never>, { kind: "ok" }>;
/** `busy`: somebody else writes, or it vanished under us: the next round tries again. */
export type UploadEnd = "done" | "busy" | "unreadable" | "mismatch" | Failure;

/** How far the server has it, or why it cannot go on. */
type Offset = number | "gone" | "busy" | "unreadable" | "mismatch" | Failure;

/** A gateway stopped it, and maybe only this one. */
const STOPPED: Failure = { kind: "refused", status: 502, problem: problem("offline"), wait_ms: null };

const OCTETS = { "Content-Type": "application/offset+octet-stream" };

const request = (path: string, method: string, headers: Record<string, string>, body?: ArrayBuffer) =>
  send(path, {
    method,
    headers: { "Tus-Resumable": "1.0.0", ...headers },
    ...(body ? { body } : {}),
    timeout: PIECE_TIMEOUT,
  });

async function offsetIn(response: Response | null): Promise<Offset> {
  if (!response) return { kind: "offline" };
  const offset = response.headers.get("Upload-Offset");
  // A portal answers 200 to anything; only a tus server names an offset.
  if (response.ok) return offset === null ? { kind: "offline" } : Number(offset);
  switch (response.status) {
    case 409:
      return offset === null ? "busy" : Number(offset);
    case 404:
    case 410:
      return "gone";
    case 460:
      return "mismatch";
    case 400:
    case 415:
    case 423:
      return "busy";
  }
  const end = refusal(response, await readJson(response)) as Failure;
  // A gateway that does not let it through, whatever its status, says nothing about the photo or the network.
  if (end.kind === "offline") return STOPPED;
  return response.status === 413 || response.status === 422 ? "unreadable" : end;
}

/** Returns the address of an upload if it is whole: browsers believe an answer that was cut in its
 * headers. */
const uploadIn = (path: string): string | null => (/^\/sync\/uploads\/[^/]+$/.test(path) ? path : null);

async function create({
  sha256,
  type,
  bytes,
  chunk,
}: Upload): Promise<{ where: string | null; offset: Offset }> {
  const metadata = `sha256 ${btoa(sha256)},type ${btoa(type)}`;
  const response = await request(
    "/sync/uploads",
    "POST",
    { ...OCTETS, "Upload-Length": String(bytes.byteLength), "Upload-Metadata": metadata },
    bytes.slice(0, chunk),
  );
  const given = response?.headers.get("Location");
  return {
    where: given ? uploadIn(new URL(given, response!.url).pathname) : null,
    offset: await offsetIn(response),
  };
}

/** Uploads what the server lacks of one photo. */
export async function upload(item: Upload, hooks: Hooks): Promise<UploadEnd> {
  const size = item.bytes.byteLength;
  let where = item.location && uploadIn(item.location);
  let offset: Offset = where ? await offsetIn(await request(where, "HEAD", {})) : "gone";
  if (offset === "gone") {
    ({ where, offset } = await create(item));
    failpoint("photo.created");
    await hooks.located(where);
  }
  for (
    let pieces = 2 * Math.ceil(size / item.chunk) + 8;
    typeof offset === "number" && offset < size;
    pieces -= 1
  ) {
    if (!where || pieces === 0) return "busy";
    hooks.progress(offset);
    const piece = item.bytes.slice(offset, offset + item.chunk);
    offset = await offsetIn(
      await request(where, "PATCH", { ...OCTETS, "Upload-Offset": String(offset) }, piece),
    );
  }
  if (typeof offset === "number") return "done";
  if (offset === "gone" || offset === "mismatch" || offset === "unreadable") await hooks.located(null);
  return offset === "gone" ? "busy" : offset;
}
