import { beforeEach, expect, test } from "vitest";
import { filledDraft, linsPhone } from "../../testing/makers";
import { makeServer, refused } from "../../testing/server";
import type { Store } from "../../data";
import { createSync } from "..";

let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;
let photo: string;

beforeEach(async () => {
  store = await linsPhone();
  server = await makeServer(store.user.id);
  photo = (await filledDraft(store)).photos["kitchen.camera"]![0]!.sha256;
});

const sync = () => createSync(store).syncNow();
const asked = () => server.calls.filter((call) => call.endsWith("/awaited"));

async function throwAway(): Promise<void> {
  for (const draft of await store.drafts.all()) await store.drafts.discard(draft.id);
}

/** Sealed on this very phone, which came back from an older copy of its own and knows nothing of it. */
function waitsFor(hash: string): void {
  const blobs = [{ sha256: hash }];
  const record = { collection: "inspection", id: "i", rev: 1, base: null, digest: "d", body: "", blobs };
  server.stored.set("d", { record, verdict: "waiting" });
}

test("nobody who threw nothing away is asked about", async () => {
  await sync();
  expect(asked()).toEqual([]);
});

test.each([
  ["a server that is busy", () => refused("busy", 503)],
  ["an older server", () => refused("not_found", 404)],
  ["a portal that speaks JSON", () => Response.json({ awaited: "yes" })],
])("%s takes nothing away", async (_name, answer) => {
  await throwAway();
  server.fault = (path) => (path.endsWith("/awaited") ? answer() : undefined);
  await sync();
  expect(await store.photos.bytes(photo)).not.toBeNull();
  expect(asked()).toHaveLength(1);
});

test("an older server that knows no such question stops nothing", async () => {
  await throwAway();
  server.fault = (path) => (path.endsWith("/awaited") ? refused("not_found", 404) : undefined);
  expect(await sync()).toMatchObject({ problem: null, online: true });
});

test("what was thrown away is sent to nobody and goes with the next round", async () => {
  await throwAway();
  expect(await sync()).toMatchObject({ photosWaiting: 0, problem: null });
  expect(await store.photos.all()).toEqual([]);
  expect([...server.blobs]).toEqual([]);
});

test("what an inspection waits for that this phone knows no more is sent, and goes afterwards", async () => {
  await throwAway();
  waitsFor(photo);
  await sync();
  expect([...server.blobs]).toEqual([photo]);
  expect(await store.photos.bytes(photo)).not.toBeNull();
  await sync();
  expect(await store.photos.all()).toEqual([]);
});

test("what the server fails at keeps no photo that it lost after its receipt from being sent again", async () => {
  for (const draft of await store.drafts.all()) await store.seal(draft.id);
  await sync();
  const thrown = (await filledDraft(store, "more")).photos["kitchen.camera"]![0]!.sha256;
  await throwAway();
  waitsFor(thrown);
  server.blobs.clear();
  await store.meta.set({ refilled_at: 0 });
  server.fault = (_path, init) =>
    new Headers(init.headers).get("Upload-Metadata")?.includes(btoa(thrown))
      ? refused("storage_full", 503)
      : undefined;
  expect(await sync()).toMatchObject({ problem: { code: "storage_full" } });
  expect([...server.blobs]).toContain(photo);
});

test("what is taken again before the next round stays", async () => {
  await throwAway();
  await filledDraft(store);
  server.fault = (path) => (path.startsWith("/sync/uploads") ? "cut" : undefined);
  await sync();
  expect(asked()).toEqual([]);
  expect(await store.photos.bytes(photo)).not.toBeNull();
});
