import { beforeEach, expect, test } from "vitest";
import { filledDraft, linsPhone } from "../../testing/makers";
import { makeServer } from "../../testing/server";
import { currentUser, openStore, type Store } from "../../data";
import { rememberUser } from "../../data/device";
import { signOut } from "..";

let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;

beforeEach(async () => {
  store = await linsPhone();
  server = await makeServer(store.user.id);
  server.fault = (path) => (path === "/auth/logout" ? new Response(null, { status: 204 }) : undefined);
  await rememberUser(store.user);
});

const held = async () => [await store.outbox.all(), await store.drafts.all(), await store.photos.all()];

test("nobody signs out over unsent work, and nothing is deleted", async () => {
  await store.seal((await filledDraft(store, "sealed")).id);
  await filledDraft(store, "draft");
  const before = await held();
  const unsent = { records: 1, drafts: 1, photos: 2 };
  expect(await signOut(store)).toEqual({ done: false, unsent });
  expect(server.calls).toEqual([]);
  expect(await currentUser()).toEqual(store.user);
  expect(await held()).toEqual(before);
});

test("who keeps it locked on this phone finds it again after signing in", async () => {
  await filledDraft(store, "draft");
  expect(await signOut(store, { keep: true })).toEqual({ done: true });
  expect(await currentUser()).toBeNull();
  expect(await openStore(store.user).drafts.all()).toHaveLength(1);
});

test("a server that is busy signs nobody out either; one that knows no session does", async () => {
  const answer = (status: number, code: string) => () =>
    new Response(JSON.stringify({ error: { code } }), {
      status,
      headers: { "Content-Type": "application/json" },
    });
  server.fault = answer(503, "busy");
  await expect(signOut(store)).rejects.toMatchObject({ problem: { code: "busy" } });
  expect(await currentUser()).toEqual(store.user);
  server.fault = answer(401, "sign_in");
  expect(await signOut(store)).toEqual({ done: true });
  expect(await currentUser()).toBeNull();
});

test("without the server nobody is signed out, for the cookie would live on", async () => {
  server.fault = () => "cut";
  await expect(signOut(store)).rejects.toMatchObject({ problem: { code: "offline" } });
  expect(await currentUser()).toEqual(store.user);
});
