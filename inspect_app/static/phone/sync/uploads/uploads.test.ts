import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { filledDraft, linsPhone, picture, signForZhao } from "../../testing/makers";
import { fails, whenRead } from "../../testing/reading";
import { makeServer, refused } from "../../testing/server";
import type { PhotoInfo, Store } from "../../data";
import { createSync } from "..";

let store: Store;

beforeEach(async () => {
  store = await linsPhone();
  for (const text of ["a", "b"]) await store.seal((await filledDraft(store, text)).id);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** More than another photo has before it when it sets out: one that is not held back is there when this is
 * done. */
async function readEverything(): Promise<void> {
  const all = await store.photos.all();
  for (const { sha256 } of [...all, ...all]) await store.photos.verified(sha256);
}

/** Holds every photo of a round on its way; where company must come, the first until a second has set out. */
async function mostAtOnce({ awaitCompany }: { awaitCompany: boolean }): Promise<number> {
  await makeServer(store.user.id);
  const serve = globalThis.fetch;
  let here = 0;
  let most = 0;
  let arrive = () => {};
  const company = new Promise<void>((resolve) => (arrive = resolve));
  globalThis.fetch = async (path, init) => {
    if (path !== "/sync/uploads") return serve(path, init);
    most = Math.max(most, (here += 1));
    if (here > 1) arrive();
    if (awaitCompany) await company;
    await readEverything();
    here -= 1;
    return serve(path, init);
  };
  expect(await createSync(store).syncNow()).toMatchObject({
    photosWaiting: 0,
    signaturesWaiting: 0,
    recordsWaiting: 0,
  });
  return most;
}

test("on Wi-Fi two photos are on their way at once, and never three", async () => {
  vi.stubGlobal("navigator", { connection: { type: "wifi" } });
  expect(await mostAtOnce({ awaitCompany: true })).toBe(2);
});

test.each([
  ["a mobile network", { connection: { type: "cellular" } }],
  ["a network that the browser does not name", { connection: {} }],
  ["a browser that tells nothing of networks", {}],
])("on %s one photo goes after the other", async (_name, navigator) => {
  vi.stubGlobal("navigator", navigator);
  expect(await mostAtOnce({ awaitCompany: false })).toBe(1);
});

const failsAt =
  (photos: PhotoInfo[], how = () => refused("storage_full", 503)) =>
  (_path: string, init: RequestInit) => {
    const named = new Headers(init.headers).get("Upload-Metadata") ?? "";
    return photos.some(({ sha256 }) => named.includes(btoa(sha256))) ? how() : undefined;
  };

test("a photo that the server always fails at keeps no other and no news away", async () => {
  const server = await makeServer(store.user.id);
  const [first] = await store.wire.photosToSend();
  server.fault = failsAt([first!]);
  const status = await createSync(store).syncNow();
  expect(status).toMatchObject({ problem: { code: "storage_full" }, photosWaiting: 1 });
  expect(server.calls).toContain("POST /sync/pull");
  server.fault = () => undefined;
  expect(await createSync(store).syncNow()).toMatchObject({ problem: null, photosWaiting: 0 });
});

test("a photo that cannot be read keeps no other and no news away, and is asked for again", async () => {
  const server = await makeServer(store.user.id);
  const [first] = await store.wire.photosToSend();
  whenRead(first!.sha256, fails("NotReadableError"));
  expect(await createSync(store).syncNow()).toMatchObject({
    problem: null,
    photosWaiting: 0,
    recordsWaiting: 1,
  });
  expect(server.calls).toContain("POST /sync/pull");
  expect((await store.outbox.all())[0]).toMatchObject({
    problem: { code: "photo_mismatch" },
    mendable: true,
  });
});

test.each([
  ["the server", () => refused("storage_full", 503)],
  ["a gateway", () => new Response("<html>", { status: 413, headers: { "Content-Type": "text/html" } })],
  ["a filter", () => new Response("<html>", { status: 403, headers: { "Content-Type": "text/html" } })],
])("two photos that %s never lets through hold up no photo for longer than a round", async (_who, how) => {
  const server = await makeServer(store.user.id);
  const all = await store.wire.photosToSend();
  server.fault = failsAt(all.slice(0, 2), how);
  const waiting = async () => {
    const { photosWaiting, signaturesWaiting } = await createSync(store).syncNow();
    return photosWaiting + signaturesWaiting;
  };
  expect(await waiting()).toBe(all.length);
  expect(await waiting()).toBe(2);
});

test("while the server fails at all of them, no photo has a second turn before each had one", async () => {
  const server = await makeServer(store.user.id);
  const tries: string[] = [];
  server.fault = (path, init) => {
    if (path !== "/sync/uploads") return undefined;
    tries.push(new Headers(init.headers).get("Upload-Metadata")!);
    return refused("busy", 503);
  };
  for (const _round of [1, 2, 3, 4]) await createSync(store).syncNow();
  expect(new Set(tries.slice(0, 4)).size).toBe(4);
  expect(tries.slice(4)).toEqual(tries.slice(0, 4));
});

test("a server that fails at two photos is left alone until the next round", async () => {
  const server = await makeServer(store.user.id);
  server.fault = (path) => (path === "/sync/uploads" ? refused("busy", 503) : undefined);
  await createSync(store).syncNow();
  expect(server.calls.filter((call) => call === "POST /sync/uploads")).toHaveLength(2);
});

test("a photo that the server lost after it had come whole is sent again", async () => {
  const server = await makeServer(store.user.id);
  const [late, lost] = await store.wire.photosToSend();
  server.fault = failsAt([late!]);
  await createSync(store).syncNow();
  expect(server.blobs.delete(lost!.sha256)).toBe(true);
  server.fault = () => undefined;
  await createSync(store).syncNow();
  expect(server.blobs).toContain(lost!.sha256);
  expect(await createSync(store).syncNow()).toMatchObject({
    photosWaiting: 0,
    signaturesWaiting: 0,
    recordsWaiting: 0,
  });
});

test("an upload that is half-way goes on when the server calls its photo missing", async () => {
  const { id } = await filledDraft(store, "c");
  await store.photos.add(id, "kitchen.camera", picture("c".repeat(400_000)), "camera");
  await signForZhao(store, id, "c");
  await store.seal(id);
  const server = await makeServer(store.user.id);
  server.fault = (_path, init) => (init.method === "PATCH" ? "cut" : undefined);
  await createSync(store).syncNow();
  server.fault = () => undefined;
  server.epoch = "a new one, that asks for every record again";
  server.calls.length = 0;
  await createSync(store).syncNow();
  const goesOn = [expect.stringContaining("HEAD"), expect.stringContaining("PATCH")];
  expect(server.calls.filter((call) => call.includes("uploads/"))).toEqual(goesOn);
});
