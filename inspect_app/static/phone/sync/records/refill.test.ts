import { beforeEach, expect, test, vi } from "vitest";
import { filledDraft, linsPhone } from "../../testing/makers";
import { makeServer, refused } from "../../testing/server";
import type { Store } from "../../data";
import { createSync } from "..";

let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;

beforeEach(async () => {
  store = await linsPhone();
  server = await makeServer(store.user.id);
  await store.seal((await filledDraft(store)).id);
  await sync();
  server.calls.length = 0;
});

const sync = () => createSync(store).syncNow();
const asked = () => server.calls.filter((call) => /missing|uploads/.test(call));
async function aDayLater<T>(work: () => Promise<T>): Promise<T> {
  const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 25 * 3_600_000);
  try {
    return await work();
  } finally {
    clock.mockRestore();
  }
}

test("what has its receipt is not asked about within the day", async () => {
  await sync();
  expect(asked()).toEqual([]);
});

test("a server that has everything is asked once a day and sent nothing", async () => {
  await aDayLater(sync);
  expect(asked()).toEqual(["POST /sync/blobs/missing"]);
});

test("a question asked while the clock ran ahead does not put off the next", async () => {
  await aDayLater(sync);
  server.calls.length = 0;
  await sync();
  expect(asked()).toEqual(["POST /sync/blobs/missing"]);
});

test("a photo that the server lost after its receipt is sent again, and the inspector sees nothing of it", async () => {
  const [lost] = [...server.blobs];
  server.blobs.delete(lost!);
  expect(await aDayLater(sync)).toMatchObject({ problem: null, photosWaiting: 0, recordsWaiting: 0 });
  expect(server.blobs.has(lost!)).toBe(true);
});

test("bytes that are no longer on the phone are not promised", async () => {
  await store.photos.freeReceipted();
  server.blobs.clear();
  expect(await aDayLater(sync)).toMatchObject({ problem: null });
  expect(asked()).toEqual([]);
});

test("an answer that did not come is asked for in the next round", async () => {
  server.fault = (path) => (path === "/sync/blobs/missing" ? refused("busy", 503) : undefined);
  await aDayLater(sync);
  server.fault = () => undefined;
  server.blobs.clear();
  await aDayLater(sync);
  expect(server.blobs.size).toBe(2);
});

test("two photos that the server fails at hold up no other for longer than a round", async () => {
  await store.seal((await filledDraft(store, "more")).id);
  await sync();
  const [first, second] = await store.photos.all();
  server.blobs.clear();
  const failing = [btoa(first!.sha256), btoa(second!.sha256)];
  server.fault = (_path, init) => {
    const named = new Headers(init.headers).get("Upload-Metadata") ?? "";
    return failing.some((one) => named.includes(one)) ? refused("storage_full", 503) : undefined;
  };
  await aDayLater(sync);
  await aDayLater(sync);
  expect(server.blobs.size).toBe(2);
});
