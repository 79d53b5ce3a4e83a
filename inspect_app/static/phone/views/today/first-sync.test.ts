import { expect, it } from "vitest";
import { CANTEEN, linsPhone } from "../../testing/makers";
import { StatusValue } from "../../sync/status";
import { isFirstSync } from "./first-sync";

const unknown = new StatusValue().get();

it("promises no lists without a network, or where a trouble keeps them away", () => {
  expect(isFirstSync({ ...unknown, online: false })).toBe(false);
  expect(isFirstSync({ ...unknown, problem: { code: "revoked", safe: true, next: "ask" } })).toBe(false);
});

it("waits for the lists until a whole round has ended", () => {
  expect(isFirstSync(unknown)).toBe(true);
  expect(isFirstSync({ ...unknown, online: true, phase: "fetching" })).toBe(true);
  expect(isFirstSync({ ...unknown, online: true, lastSyncAt: 1 })).toBe(false);
});

it("waits again after the lists were dropped", async () => {
  const store = await linsPhone();
  await store.meta.set({ last_sync_at: 1 });
  await store.wire.dropLists();
  expect(await store.premises.byId(CANTEEN)).toBeNull();
  expect(isFirstSync({ ...unknown, lastSyncAt: (await store.meta.all()).last_sync_at })).toBe(true);
});
