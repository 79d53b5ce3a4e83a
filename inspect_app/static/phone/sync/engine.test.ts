import { beforeEach, expect, test } from "vitest";
import { filledDraft, linsPhone } from "../testing/makers";
import { json, makeServer, NOW, refused } from "../testing/server";
import { openStore, type Store } from "../data";
import { createSync } from ".";

let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;

beforeEach(async () => {
  store = await linsPhone();
  server = await makeServer(store.user.id);
});

const seal = async (text: string) => store.seal((await filledDraft(store, text)).id);
const sync = () => createSync(store).syncNow();
const states = async () => (await store.outbox.all()).map((entry) => entry.state);

test("a portal's friendly page is offline, and nothing leaves", async () => {
  await seal("a");
  server.fault = () => new Response("<html>", { status: 200, headers: { "Content-Type": "text/html" } });
  expect(await sync()).toMatchObject({
    online: false,
    problem: { code: "offline" },
    recordsWaiting: 1,
    photosWaiting: 1,
    signaturesWaiting: 1,
  });
  server.fault = () => json({ ok: true });
  expect(await sync()).toMatchObject({ online: false });
  expect(server.pushes).toEqual([]);
});

test("who is not signed in keeps everything and is told so", async () => {
  await seal("a");
  server.fault = () => refused("sign_in", 401);
  const status = await sync();
  expect(status).toMatchObject({
    online: true,
    problem: { code: "sign_in", next: "sign_in" },
    recordsWaiting: 1,
    nextTryAt: null,
  });
});

test("another user's session sends nothing of this one", async () => {
  await seal("a");
  await makeServer(crypto.randomUUID());
  expect((await sync()).problem).toMatchObject({ code: "other_user" });
  expect(await states()).toEqual(["ready"]);
});

test.each([
  ["says whose session it is", { code: "client", user: "somebody else" }, 1],
  ["of an earlier release says nothing of him", { code: "client" }, 2],
])(
  "another user's session changes nothing of this phone's client: a server that %s",
  async (_how, error, hellos) => {
    await sync();
    const client_id = await store.meta.get("client_id");
    const other = await makeServer("somebody else");
    other.fault = (path, init) =>
      path === "/sync/hello" && String(init.body).includes(client_id!) ? json({ error }, 403) : undefined;
    expect((await sync()).problem).toMatchObject({ code: "other_user" });
    expect(other.calls).toEqual(Array(hellos).fill("POST /sync/hello"));
    expect(await store.meta.get("client_id")).toBe(client_id);
  },
);

test("where the server refuses its client this phone becomes a new one of its own user's", async () => {
  await sync();
  const client_id = await store.meta.get("client_id");
  const error = { code: "client", user: store.user.id };
  server.fault = (path, init) =>
    path === "/sync/hello" && String(init.body).includes(client_id!) ? json({ error }, 403) : undefined;
  expect((await sync()).problem).toBeNull();
  expect(await store.meta.get("client_id")).not.toBe(client_id);
});

test("one round brings an inspection and its photos to the server and its receipt back", async () => {
  const { id } = await seal("a");
  expect(await sync()).toMatchObject({
    online: true,
    problem: null,
    recordsWaiting: 0,
    photosWaiting: 0,
    signaturesWaiting: 0,
  });
  expect(await states()).toEqual([]);
  const sent = (await store.sent.get(id))!;
  expect(sent).toMatchObject({ state: "received", received_at: NOW, photos: { done: 1, total: 1 } });
  expect(sent.receipt).toBe(server.inspections()[0]!.receipt);
  expect((await store.photos.all()).every((info) => info.receipted)).toBe(true);
});

test("a receipt that another key signed proves nothing", async () => {
  await seal("a");
  const other = await makeServer(store.user.id);
  const real = server.jwk;
  other.fault = (path) => (path === "/sync/keys" ? json({ keys: [real] }) : undefined);
  Object.assign(other.jwk, { x: real.x, y: real.y });
  await sync();
  expect(await store.outbox.all()).toMatchObject([{ state: "waiting" }]);
});

test("a lost answer is asked again and stays one inspection", async () => {
  await seal("a");
  let lost = 0;
  server.fault = (path) => (path === "/sync/push" && lost++ < 1 ? "lost" : undefined);
  expect((await sync()).problem).toMatchObject({ code: "offline" });
  expect(await sync()).toMatchObject({ problem: null, recordsWaiting: 0 });
  expect(server.inspections()).toHaveLength(1);
});

test("twenty lost answers in a row stay one inspection with one receipt", async () => {
  const { id } = await seal("a");
  let lost = 0;
  server.fault = (path) => (path === "/sync/push" && lost++ < 20 ? "lost" : undefined);
  for (let round = 0; round < 20; round += 1) expect((await sync()).recordsWaiting).toBe(1);
  expect(await sync()).toMatchObject({ problem: null, recordsWaiting: 0 });
  expect(server.inspections()).toHaveLength(1);
  expect(await store.sent.get(id)).toMatchObject({ receipt: server.inspections()[0]!.receipt });
});

test("a photo cut in the middle goes on where it stopped", async () => {
  await seal("x".repeat(600_000));
  let pieces = 0;
  server.fault = (path) => (path.startsWith("/sync/uploads/") && ++pieces === 2 ? "cut" : undefined);
  await sync();
  server.calls.length = 0;
  expect(await sync()).toMatchObject({ recordsWaiting: 0 });
  expect(server.calls).toContain("HEAD /sync/uploads/1");
  expect(server.calls.filter((call) => call === "POST /sync/uploads")).toHaveLength(1); // the other, small one
});

test("a refused record does not hold up the next", async () => {
  await seal("bad");
  await seal("good");
  server.limits.body_bytes = 1_048_576;
  server.fault = (path, init) =>
    path === "/sync/push" && String(init.body).includes(badId) ? refused("malformed", 400) : undefined;
  const badId = (await store.outbox.all())[1]!.id;
  await sync();
  expect(await store.outbox.all()).toMatchObject([
    { id: badId, state: "never", problem: { code: "malformed" } },
  ]);
  expect(await store.sent.all()).toHaveLength(1);
});

test("what a gateway does not let through waits, and everything else goes, records one at a time", async () => {
  const ids = [(await seal("a")).id, (await seal("b")).id, (await seal("c")).id].sort();
  const stops = (id: string | undefined) => (path: string, init: RequestInit) =>
    path === "/sync/push" &&
    (String(init.body).split('"digest"').length > 2 || String(init.body).includes(`"id":"${id}"`))
      ? new Response("<html>", { status: 413, headers: { "Content-Type": "text/html" } })
      : undefined;
  server.fault = stops(ids[0]);
  expect(await sync()).toMatchObject({ recordsWaiting: 1, photosWaiting: 0 });
  expect(await store.outbox.all()).toMatchObject([
    { id: ids[0], state: "ready", problem: { code: "offline", safe: true } },
  ]);
  expect(server.calls).toContain("POST /sync/pull");
  server.fault = stops(undefined);
  await sync();
  expect(await store.sent.all()).toHaveLength(3);
});

test("a restored server gets everything again, with the old receipts", async () => {
  const { digest } = await seal("a");
  await sync();
  const receipt = server.stored.get(digest)!.receipt;
  const restored = await makeServer(store.user.id);
  restored.epoch = "epoch-two";
  await sync();
  expect(restored.pushes.flat()).toMatchObject([
    { digest, receipt },
    { digest, receipt },
  ]); // again once its photos were up
  expect(restored.inspections()).toHaveLength(1);
});

test("a gap is closed with the whole stream, oldest first", async () => {
  const first = await seal("a");
  await sync();
  await store.wire.applyPage(server.epoch, [returned(first)]);
  await store.startRevision(first.id);
  const second = await store.seal(first.id);
  server.stored.clear();
  expect(await sync()).toMatchObject({ recordsWaiting: 0, problem: null });
  expect(server.inspections().map(({ record }) => record.digest)).toEqual([first.digest, second.digest]);
});

test("an unfinished inspection is backed up with its photos, and only when it changed", async () => {
  const draft = await filledDraft(store);
  expect(await sync()).toMatchObject({ photosWaiting: 0 });
  await sync();
  expect(server.pushes.flat()).toMatchObject([{ collection: "draft", id: draft.id, rev: 1 }]);
  await store.drafts.answer(draft.id, "cold.temperature", { value: 4 });
  await sync();
  const last = server.pushes.flat().at(-1)!;
  expect(last).toMatchObject({ rev: 2 });
  expect(JSON.parse(last.body)).toMatchObject({
    schema: 2,
    for_rev: 1,
    inspection: { answers: { "cold.temperature": { value: 4 } } },
  });
});

test("an outcome that comes later by pull closes the record", async () => {
  const record = await seal("a");
  server.fault = (path) => (path.startsWith("/sync/uploads") ? refused("storage", 503) : undefined);
  expect((await sync()).problem).toMatchObject({ code: "storage" });
  const { collection, id, rev, digest } = record;
  const receipt = await server.receiptOf(record, "stored");
  const row = {
    collection: "outcome",
    id: `inspection:${id}:1:${digest}`,
    seq: 1,
    rev: 1,
    data: { collection, id, rev, digest, verdict: "stored", code: null, detail: null, receipt },
  };
  server.feed.push({
    scope: `user:${store.user.id}`,
    state: "new",
    from: 0,
    upto: 1,
    rows: [row],
    gone: [],
    more: false,
  });
  for (const { sha256 } of record.blobs) await store.photos.mark(sha256, { uploaded: true });
  server.fault = (path) =>
    path === "/sync/push"
      ? json({
          epoch: server.epoch,
          results: [{ collection, id, rev, verdict: "already", was: "waiting", detail: { missing: [] } }],
        })
      : undefined;
  await sync();
  expect(await store.sent.get(id)).toMatchObject({ state: "received" });
});

test("what was sent is readable after a restart, without a server", async () => {
  const { id } = await seal("a");
  await sync();
  await store.close();
  const again = openStore(store.user);
  expect((await again.sent.get(id))!.body.answers).toEqual({ "kitchen.camera": { value: "pass" } });
});

function returned(record: Awaited<ReturnType<Store["seal"]>>) {
  const { id, rev, digest, body, blobs } = record;
  const data = {
    rev,
    digest,
    premises: "p",
    checklist: "c",
    state: "returned",
    result: null,
    received_at: null,
    decided_at: null,
    returned: [{ item: "kitchen.camera", remark: "" }],
    body,
    blobs,
  };
  return {
    scope: `user:${store.user.id}`,
    state: "new" as const,
    upto: 1,
    more: false,
    rows: [{ collection: "inspection", id, seq: 1, rev, data }],
    gone: [],
  };
}
