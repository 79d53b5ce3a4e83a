import { expect, test } from "vitest";
import { toHex } from "../../data/ids";
import { makeServer, refused } from "../../testing/server";
import { upload } from "./tus";

const CHUNK = 1000;

async function photo(size: number, location: string | null = null) {
  const bytes = crypto.getRandomValues(new Uint8Array(size)).buffer;
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  const located: (string | null)[] = [];
  const progress: number[] = [];
  const hooks = {
    located: async (where: string | null) => {
      located.push(where);
    },
    progress: (sent: number) => {
      progress.push(sent);
    },
  };
  return {
    located,
    progress,
    sha256,
    send: () => upload({ sha256, type: "image/jpeg", bytes, location, chunk: CHUNK }, hooks),
  };
}

test("a page of a portal is no upload", async () => {
  const server = await makeServer("lin");
  server.fault = () => new Response("<html>", { status: 200 });
  expect(await (await photo(10)).send()).toEqual({ kind: "offline" });
});

test("a photo that the server cannot read is told apart from a busy server", async () => {
  const server = await makeServer("lin");
  server.fault = () => refused("blob_unreadable", 422);
  expect(await (await photo(10)).send()).toBe("unreadable");
  server.fault = () => refused("locked", 423);
  expect(await (await photo(10)).send()).toBe("busy");
  server.fault = () => refused("storage", 503);
  expect(await (await photo(10)).send()).toMatchObject({ kind: "refused", status: 503 });
});

test.each([403, 413, 422, 500])("a gateway's %i says nothing about the photo", async (status) => {
  const server = await makeServer("lin");
  server.fault = () => new Response("<html>", { status, headers: { "Content-Type": "text/html" } });
  expect(await (await photo(10)).send()).toMatchObject({ kind: "refused", status: 502 });
});

test("a small photo is one request", async () => {
  const server = await makeServer("lin");
  const { send, sha256 } = await photo(CHUNK);
  expect(await send()).toBe("done");
  expect(server.calls).toEqual(["POST /sync/uploads"]);
  expect(server.blobs.has(sha256)).toBe(true);
});

test("a large one goes in pieces, and a wrong offset is put right by the server's", async () => {
  const server = await makeServer("lin");
  const { send, sha256, located, progress } = await photo(3500);
  let first = true;
  server.fault = (_path, init) => {
    if (init.method !== "PATCH" || !first) return undefined;
    first = false;
    return new Response(null, { status: 409, headers: { "Upload-Offset": "1000" } });
  };
  expect(await send()).toBe("done");
  expect(located).toEqual(["/sync/uploads/1"]);
  expect(progress).toEqual([1000, 1000, 2000, 3000]);
  expect(server.blobs.has(sha256)).toBe(true);
});

test.each(["/", "/sync", "/sync/uploads", "/sync/uploads/"])(
  "an address that was cut off at %s is not kept, and an old one of that kind is not asked",
  async (half) => {
    const server = await makeServer("lin");
    const headers = { Location: half };
    server.fault = (_path, init) =>
      init.method === "POST" ? named(new Response(null, { status: 201, headers })) : undefined;
    const { send, located } = await photo(10);
    expect(await send()).toEqual({ kind: "offline" });
    expect(located).toEqual([null]);
    server.fault = () => undefined;
    expect(await (await photo(10, half)).send()).toBe("done");
    expect(server.calls).toEqual(["POST /sync/uploads", "POST /sync/uploads"]);
  },
);

const named = (response: Response): Response =>
  Object.defineProperty(response, "url", { value: "http://localhost/sync/uploads" });

test("an upload that expired begins again", async () => {
  const server = await makeServer("lin");
  const { send } = await photo(1500, "/sync/uploads/99");
  expect(await send()).toBe("done");
  expect(server.calls.slice(0, 2)).toEqual(["HEAD /sync/uploads/99", "POST /sync/uploads"]);
});
