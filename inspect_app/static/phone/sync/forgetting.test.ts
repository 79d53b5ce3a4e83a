import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { filledDraft, linsPhone } from "../testing/makers";
import { makeServer } from "../testing/server";
import type { Store } from "../data";
import { createSync } from ".";

const MONTH_LATER = Date.now() + 31 * 86_400_000;
let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;

beforeEach(async () => {
  store = await linsPhone();
  server = await makeServer(store.user.id);
  await store.seal((await filledDraft(store)).id);
  await createSync(store).syncNow();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const phoneSays = (now: number) => vi.spyOn(Date, "now").mockReturnValue(now);
const serverSays = (now: number) => (server.time = new Date(now).toISOString());
async function sentAfterSync(): Promise<number> {
  expect(await createSync(store).syncNow()).toMatchObject({ online: true, problem: null });
  return (await store.sent.all()).length;
}

test("what was sent is forgotten when a month has passed on both clocks", async () => {
  phoneSays(MONTH_LATER);
  serverSays(MONTH_LATER);
  expect(await sentAfterSync()).toBe(0);
});

test("a server whose clock runs ahead makes no phone forget what it sent", async () => {
  serverSays(MONTH_LATER);
  expect(await sentAfterSync()).toBe(1);
});

test("a phone whose clock runs ahead does not forget what it sent", async () => {
  phoneSays(MONTH_LATER);
  expect(await sentAfterSync()).toBe(1);
});
