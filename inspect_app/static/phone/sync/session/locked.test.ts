import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EPOCH, filledDraft, linsPhone } from "../../testing/makers";
import { makeServer } from "../../testing/server";
import type { Store } from "../../data";
import { rememberUser } from "../../data/device";
import { createSync, signOut } from "..";

const MONTH_LATER = Date.now() + 31 * 86_400_000;

let lin: Store;
let next: Store;
let server: Awaited<ReturnType<typeof makeServer>>;

/** A phone that lin left with one inspection at the server, and that the next person uses. */
beforeEach(async () => {
  lin = await linsPhone();
  server = await makeServer(lin.user.id);
  server.fault = (path) => (path === "/auth/logout" ? new Response(null, { status: 204 }) : undefined);
  await rememberUser(lin.user);
  await lin.seal((await filledDraft(lin)).id);
  await createSync(lin).syncNow();
  await filledDraft(lin, "open");
  await signOut(lin, { keep: true });
  next = await linsPhone();
  server = await makeServer(next.user.id);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const left = async () => [(await lin.sent.all()).length, (await lin.drafts.all()).length];
async function syncAt(now: number): Promise<void> {
  vi.spyOn(Date, "now").mockReturnValue(now);
  server.time = new Date(now).toISOString();
  expect((await createSync(next).syncNow()).problem).toBeNull();
}

test("what one who signed out had sent stays for a month", async () => {
  await syncAt(Date.now());
  expect(await left()).toEqual([1, 1]);
});

test("it stays longer where the server was restored and never answered about it", async () => {
  server.epoch = "epoch-two";
  await syncAt(MONTH_LATER);
  expect(await left()).toEqual([1, 1]);
});

test("after a month it goes with the next round of whoever uses the phone, and no draft with it", async () => {
  expect(server.epoch).toBe(EPOCH);
  await syncAt(MONTH_LATER);
  expect(await left()).toEqual([0, 1]);
});
