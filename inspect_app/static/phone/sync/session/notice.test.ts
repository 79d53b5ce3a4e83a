import { beforeEach, expect, test, vi } from "vitest";
import { linsPhone } from "../../testing/makers";
import { json, makeServer, refused } from "../../testing/server";
import { currentUser, type Store } from "../../data";
import { confirmNotice, createSync, signIn } from "..";

const READ = "/auth/notice/read";
let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;
/** What the server answers to "the notice was read". */
let answer: () => Response | "cut";

beforeEach(async () => {
  vi.stubGlobal("navigator", {});
  store = await linsPhone();
  server = await makeServer(store.user.id);
  answer = () => new Response(null, { status: 204 });
  server.fault = (path) => {
    if (path === "/auth/login") return json({ user: store.user, expires_at: "", notice: true });
    return path === READ ? answer() : undefined;
  };
});

const round = () => createSync(store).syncNow();
const told = () => server.calls.filter((call) => call.endsWith(READ)).length;

test("a server that does not ask for it shows nobody the notice", async () => {
  server.fault = (path) => (path === "/auth/login" ? json({ user: store.user, expires_at: "" }) : undefined);
  expect(await signIn("lin", "word")).toEqual(store.user);
  await round();
  expect(told()).toBe(0);
});

test("it is due until it is confirmed, also after the app was closed", async () => {
  expect(await signIn("lin", "word")).toEqual({ ...store.user, notice: true });
  expect(await currentUser()).toEqual({ ...store.user, notice: true });
  await round();
  expect(told()).toBe(0);
  expect(await confirmNotice(store)).toEqual(store.user);
  expect(await currentUser()).toEqual(store.user);
});

test.each([
  ["without a network", () => "cut" as const],
  ["from a busy server", () => refused("busy", 503)],
])("what the server does not hear %s it is told by the next round, and once", async (_how, failing) => {
  await confirmNotice(store);
  const works = answer;
  answer = failing;
  expect((await round()).lastSyncAt).not.toBeNull();
  answer = works;
  await round();
  await round();
  expect(told()).toBe(2);
});
