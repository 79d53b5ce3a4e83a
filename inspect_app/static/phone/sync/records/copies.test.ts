import { expect, test, vi } from "vitest";
import { CANTEEN, EPOCH, linsPhone, scope } from "../../testing/makers";
import { json, makeServer, NOW } from "../../testing/server";
import { createSync } from "..";

const [FIRST, SECOND] = ["a".repeat(64), "b".repeat(64)];
const row = {
  ...{ collection: "correction", id: "018f0000-0000-7000-8000-0000000000d1", seq: 1, rev: 1 },
  data: {
    ...{ inspection: "i", premises: CANTEEN, place: "第一食堂（示例）", kind: "canteen_school" },
    ...{ checklist: { code: "canteen-school", version: "2021.1" }, item: "raw.cold-temp", weight: "key" },
    ...{ measure: "order", state: "recheck", steps: 3, on: "2022-09-09", days: 3 },
    ...{ served_on: "2022-09-09", due_on: "2022-09-15", before: [FIRST, SECOND], after: [], made: [] },
  },
};

test("a copy that finds no room ends no round, and the next round asks for it again", async () => {
  const store = await linsPhone();
  const server = await makeServer(store.user.id);
  let asked: string[] = [];
  server.fault = (path) => {
    const scopes = [scope(`user:${store.user.id}`, [row])];
    if (path === "/sync/pull") return json({ epoch: EPOCH, server_time: NOW, scopes });
    if (!path.includes("/photos/")) return undefined;
    asked.push(path.slice(-64));
    return new Response(new Uint8Array(1), { headers: { "Content-Type": "image/jpeg" } });
  };
  const { put } = IDBObjectStore.prototype;
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value,
    key,
  ) {
    if (this.name === "bytes") throw new DOMException("full", "QuotaExceededError");
    return put.call(this, value, key);
  });
  expect((await createSync(store).syncNow()).problem).toBeNull();
  expect(asked).toEqual([FIRST]);
  full.mockRestore();
  asked = [];
  expect((await createSync(store).syncNow()).problem).toBeNull();
  expect(asked).toEqual([FIRST, SECOND]);
  expect(await (await store.corrections()).picture(FIRST)).not.toBeNull();
});
