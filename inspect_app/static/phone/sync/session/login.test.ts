import { beforeEach, expect, test, vi } from "vitest";
import { filledDraft, linsPhone } from "../../testing/makers";
import { json, makeServer, refused } from "../../testing/server";
import { currentUser, openStore, type Store } from "../../data";
import { noteSessionLeft, rememberUser } from "../../data/device";
import { createSync, endLeftSession, signIn, signOut } from "..";

let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;

beforeEach(async () => {
  store = await linsPhone();
  server = await makeServer(store.user.id);
  server.fault = (path) => (path === "/auth/logout" ? new Response(null, { status: 204 }) : undefined);
  await rememberUser(store.user);
  await noteSessionLeft(false);
  vi.stubGlobal("navigator", {});
});

const answersSignIn = (path: string) => {
  if (path === "/auth/logout") return new Response(null, { status: 204 });
  return path === "/auth/login" ? json({ user: store.user }) : undefined;
};
const held = async () => [await store.outbox.all(), await store.drafts.all(), await store.photos.all()];

test("nobody signs out over unsent work, and nothing is deleted", async () => {
  await store.seal((await filledDraft(store, "sealed")).id);
  await filledDraft(store, "draft");
  const before = await held();
  const unsent = { records: 1, drafts: 1, backedUp: 0, photos: 2 };
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

test("without the server the phone is locked, and the session ends before anybody signs in again", async () => {
  server.fault = () => "cut";
  expect(await signOut(store)).toEqual({ done: true });
  expect(await currentUser()).toBeNull();
  expect(await store.premises.all()).toEqual([]);
  expect(await endLeftSession()).toMatchObject({ code: "offline" });
  await expect(signIn("lin", "secret")).rejects.toMatchObject({ problem: { code: "offline" } });
  server.calls.length = 0;
  server.fault = answersSignIn;
  expect(await signIn("lin", "secret")).toMatchObject({ id: store.user.id });
  expect(server.calls).toEqual(["POST /auth/logout", "POST /auth/login"]);
  expect(await currentUser()).toMatchObject({ id: store.user.id });
});

test("a session that was left ends at the first contact, once, and asks for nothing afterwards", async () => {
  server.fault = () => "cut";
  await signOut(store);
  server.calls.length = 0;
  server.fault = answersSignIn;
  expect(await Promise.all([endLeftSession(), endLeftSession()])).toEqual([null, null]);
  expect(await endLeftSession()).toBeNull();
  expect(server.calls).toEqual(["POST /auth/logout"]);
});

test("a server that is busy with the old session lets nobody in over it", async () => {
  server.fault = () => "cut";
  await signOut(store);
  server.fault = (path) => (path === "/auth/logout" ? refused("busy", 503) : answersSignIn(path));
  await expect(signIn("zhao", "secret")).rejects.toMatchObject({ problem: { code: "busy" } });
  expect(await currentUser()).toBeNull();
});

test("a draft that lies at the server is counted as backed up until it is changed", async () => {
  const { id } = await filledDraft(store, "draft");
  server.fault = () => undefined;
  await createSync(store).syncNow();
  expect(await signOut(store)).toMatchObject({ unsent: { drafts: 1, backedUp: 1 } });
  await store.drafts.answer(id, "kitchen.camera", { value: "fail" });
  expect(await signOut(store)).toMatchObject({ unsent: { drafts: 1, backedUp: 0 } });
});
