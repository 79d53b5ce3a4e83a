/** What a phone keeps of a person who signed out, and of one who may not read any more. */
import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { EPOCH, filledDraft, linsPhone, premisesRow, SCOPE, scope } from "../../testing/makers";
import { json, makeServer, NOW, refused } from "../../testing/server";
import { openStore, type Store } from "../../data";
import { noteSessionLeft, rememberUser } from "../../data/device";
import { listKnownUsers } from "../../data/known";
import type { TableName, Tables } from "../../data/schema";
import { createSync, signIn, signOut } from "..";

let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;

beforeEach(async () => {
  store = await linsPhone();
  server = await makeServer(store.user.id);
  server.fault = (path) => (path === "/auth/logout" ? new Response(null, { status: 204 }) : undefined);
  await rememberUser(store.user);
  await noteSessionLeft(false);
});

async function count(table: TableName): Promise<number> {
  const db = await openDB<Tables>(`inspect:${store.user.id}`);
  const n = await db.count(table);
  db.close();
  return n;
}
const lists = async () => [await count("rows"), await count("cursors"), await count("pinned")];
const nameHere = async () => (await listKnownUsers()).find(({ id }) => id === store.user.id)?.name;
const leave = () => signOut(store, { keep: true });
const sync = () => createSync(store).syncNow();

test("who is signed out by the server keeps his lists: work goes on without a network", async () => {
  const before = await lists();
  server.fault = () => refused("sign_in", 401);
  await sync();
  expect(await lists()).toEqual(before);
});

test("where the server is busy nobody is signed out and nothing is dropped", async () => {
  const before = await lists();
  server.fault = () => refused("busy", 503);
  await expect(leave()).rejects.toMatchObject({ problem: { code: "busy" } });
  expect(await lists()).toEqual(before);
});

test("who signs out without a network leaves no list behind either", async () => {
  server.fault = () => "cut";
  await leave();
  expect((await lists()).slice(0, 2)).toEqual([0, 0]);
  expect(await nameHere()).not.toBe(store.user.name);
});

test("who signs out leaves no list, no cursor and no checklist behind", async () => {
  const { id } = await filledDraft(store);
  await store.drafts.discard(id);
  await leave();
  expect(await lists()).toEqual([0, 0, 0]);
  expect(await store.premises.all()).toEqual([]);
  expect(await store.people.all()).toEqual([]);
});

test("who leaves no work behind leaves no name either", async () => {
  expect(await nameHere()).toBe(store.user.name);
  await leave();
  expect(await nameHere()).not.toBe(store.user.name);
});

test("an open draft stays with its checklist, its photos and its number, and opens after a sign-in", async () => {
  const draft = await filledDraft(store);
  await sync();
  const kept = async () => [await count("drafts"), await count("backups"), await count("bytes")];
  const before = await kept();
  await leave();
  expect(await kept()).toEqual(before);
  expect(await lists()).toEqual([0, 0, 1]);
  expect(await nameHere()).toBe(store.user.name);
  const again = openStore(store.user);
  const { code, version } = (await again.drafts.get(draft.id))!.checklist;
  expect((await again.checklists.get(code, version))?.object).toBeDefined();
  expect((await again.seal(draft.id)).id).toBe(draft.id);
});

test("the checklist of what is not received stays, for it may have to be mended", async () => {
  await store.seal((await filledDraft(store)).id);
  await leave();
  expect(await lists()).toEqual([0, 0, 1]);
});

test("what was sent stays, and goes again to a restored server after the next sign-in", async () => {
  await store.seal((await filledDraft(store)).id);
  await sync();
  const photos = await count("bytes");
  await leave();
  expect([await count("sent"), await count("bytes")]).toEqual([1, photos]);
  const restored = await makeServer(store.user.id);
  restored.epoch = "epoch-two";
  expect(await sync()).toMatchObject({ problem: null, recordsWaiting: 0 });
  expect(restored.inspections()).toHaveLength(1);
  expect(restored.blobs.size).toBe(photos);
});

test("a page that was on its way when he signed out brings nothing back", async () => {
  const answer = { ...scope(SCOPE, [premisesRow("018f0000-0000-7000-8000-0000000000c2", 2)]), upto: 2 };
  let pulls = 0;
  server.fault = (path) => {
    if (path === "/auth/logout") return new Response(null, { status: 204 });
    if (path !== "/sync/pull") return undefined;
    if (pulls++) return refused("sign_in", 401);
    const late = json({ epoch: EPOCH, server_time: NOW, scopes: [{ ...answer, more: true }] });
    const read = late.json.bind(late);
    // Its body is read only after the sign-out in another window.
    late.json = async () => leave().then(read);
    return late;
  };
  await sync();
  expect(pulls).toBe(2);
  expect(await lists()).toEqual([0, 0, 0]);
});

test.each(["/sync/hello", "/sync/push", "/sync/pull"])(
  "a phone that hears at %s that it is revoked drops its lists and keeps its work",
  async (where) => {
    await filledDraft(store, "open");
    await store.seal((await filledDraft(store, "sealed")).id);
    const before = [await count("drafts"), await count("outbox")];
    server.fault = (path) => (path === where ? refused("revoked", 403) : undefined);
    expect((await sync()).problem).toMatchObject({ code: "revoked" });
    const work = [await count("drafts"), (await count("outbox")) + (await count("sent"))];
    expect(work).toEqual(before);
    expect((await lists()).slice(0, 2)).toEqual([0, 0]);
  },
);

test("another refusal drops nothing", async () => {
  const before = await lists();
  server.fault = (path) => (path === "/sync/hello" ? refused("role", 403) : undefined);
  await sync();
  expect(await lists()).toEqual(before);
});

test("whose account is revoked drops his lists when he signs in, and no other's", async () => {
  server.fault = (path) => (path === "/auth/login" ? refused("revoked", 403) : undefined);
  const before = await lists();
  await expect(signIn("somebody else", "right")).rejects.toMatchObject({ problem: { code: "revoked" } });
  expect(await lists()).toEqual(before);
  await expect(signIn(store.user.name, "right")).rejects.toMatchObject({ problem: { code: "revoked" } });
  expect((await lists()).slice(0, 2)).toEqual([0, 0]);
});

test("who signs in after another one has a partition of his own, with nothing in it", async () => {
  await filledDraft(store);
  await leave();
  const other = openStore({ ...store.user, id: crypto.randomUUID() });
  expect(await other.drafts.all()).toEqual([]);
  expect(await other.premises.all()).toEqual([]);
});
