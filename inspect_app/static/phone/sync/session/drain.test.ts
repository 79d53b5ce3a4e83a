import { beforeEach, expect, test } from "vitest";
import { EPOCH, filledDraft, linsPhone } from "../../testing/makers";
import { json, makeServer, refused, type Sent } from "../../testing/server";
import type { Store } from "../../data";
import { createSync, drain } from "..";

let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;
/** Whose code it is; the server gives the public keys to anybody. */
let whose: string;

beforeEach(async () => {
  store = await linsPhone();
  server = await makeServer(store.user.id);
  whose = store.user.id;
  server.fault = (path, { body }) => {
    if (path === "/sync/keys") return json({ keys: [server.jwk] });
    if (path === "/auth/logout") return new Response(null, { status: 204 });
    if (path !== "/auth/login")
      return path.startsWith("/sync/push") || path.startsWith("/sync/uploads")
        ? undefined
        : refused("sign_in", 401);
    const code = (JSON.parse(String(body)) as { drain_code: string }).drain_code;
    return code === "GOOD" ? json({ user: { id: whose }, drain: true }) : refused("drain_code", 401);
  };
});

const seal = async () => store.seal((await filledDraft(store, "a")).id);
const ask = (code: string) => drain(store, code, () => undefined);

test("a wrong code hands in nothing", async () => {
  await seal();
  await expect(ask("BAD")).rejects.toMatchObject({ problem: { code: "drain_code" } });
  expect(server.pushes).toEqual([]);
});

test("another person's code hands in nothing of this one and ends at once", async () => {
  await seal();
  whose = crypto.randomUUID();
  await expect(ask("GOOD")).rejects.toMatchObject({ problem: { code: "other_user" } });
  expect(server.pushes).toEqual([]);
  expect(server.calls.at(-1)).toBe("POST /auth/logout");
});

test("without a network the code is not used up", async () => {
  await seal();
  server.fault = () => "cut";
  await expect(ask("GOOD")).rejects.toMatchObject({ problem: { code: "offline" } });
});

test("everything is handed in, nothing is asked for, and the session ends", async () => {
  await seal();
  expect(await ask("GOOD")).toMatchObject({ records: 0, photos: 0 });
  expect(server.inspections()).toHaveLength(1);
  const asked = server.calls.filter((call) => /hello|pull|missing/.test(call));
  expect(asked).toEqual([]);
  expect(server.calls.at(-1)).toBe("POST /auth/logout");
});

test("what is cut in the middle stays here and goes with the next code", async () => {
  await seal();
  const answers = server.fault;
  server.fault = (path, init) => (path.startsWith("/sync/uploads") ? "cut" : answers(path, init));
  await expect(ask("GOOD")).rejects.toMatchObject({ problem: { code: "offline" } });
  expect((await store.wire.counts()).records).toBe(1);
  server.fault = answers;
  expect(await ask("GOOD")).toMatchObject({ records: 0, photos: 0 });
});

test("a phone whose work waits for a day says how old it is", async () => {
  const record = await seal();
  server.fault = () => "cut";
  const status = await createSync(store).syncNow();
  expect(status.oldestAt).toBe(Date.parse(record.made_at));
});

/** The server comes back without what this phone had sent, and without its photos. */
async function restoreServer() {
  await seal();
  const answers = server.fault;
  server.fault = () => undefined;
  await createSync(store).syncNow();
  const photos = server.blobs.size;
  server.fault = answers;
  server.stored.clear();
  server.blobs.clear();
  server.epoch = "epoch-two";
  return { photos };
}
const rescueSize = async () => (await store.rescue()).size();

test("a revoked phone hands in again what a restored server lacks, with its photos", async () => {
  const { photos } = await restoreServer();
  expect(await store.wire.counts()).toMatchObject({ records: 0, photos: 0 });
  expect(await ask("GOOD")).toMatchObject({ records: 0, photos: 0 });
  expect(server.inspections()).toMatchObject([{ verdict: "stored" }]);
  expect(server.blobs.size).toBe(photos);
  expect(await store.meta.get("epoch")).toBe("epoch-two");
});

test("it backs up its open drafts to a restored server once more", async () => {
  const { id } = await filledDraft(store, "open");
  await restoreServer();
  await ask("GOOD");
  expect([...server.stored.values()].map(({ record }) => record.id)).toContain(id);
});

test("nothing goes again to a server that was not restored", async () => {
  await restoreServer();
  server.epoch = EPOCH;
  await ask("GOOD");
  expect(server.inspections()).toEqual([]);
});

test("at its end it says how much is left", async () => {
  await seal();
  const answers = server.fault;
  const said: unknown[] = [];
  server.fault = (path, init) => {
    if (path === "/sync/push") said.push((JSON.parse(String(init.body)) as { outbox?: object }).outbox);
    return answers(path, init);
  };
  await ask("GOOD");
  expect(said.filter(Boolean)).toEqual([{ count: 0, oldest_age_s: 0 }]);
  expect(said.at(-1)).toBeDefined();
});

test("what a restored server puts off is not called handed in", async () => {
  await restoreServer();
  const answers = server.fault;
  server.fault = (path, init) => {
    if (path !== "/sync/push") return answers(path, init);
    const { records } = JSON.parse(String(init.body)) as { records: Sent[] };
    const put = { verdict: "retry", code: "busy" };
    const results = records.map(({ collection, id, rev }) => ({ collection, id, rev, ...put }));
    return json({ epoch: server.epoch, results });
  };
  expect(await ask("GOOD")).toMatchObject({ records: 1 });
});

test("cut after it heard of the restore, a phone has the sent ones in its rescue file", async () => {
  const { photos } = await restoreServer();
  expect(await rescueSize()).toMatchObject({ records: 0, photos: 0 });
  const answers = server.fault;
  server.fault = (path, init) =>
    path === "/sync/push" && server.pushes.length && !server.pushes.at(-1)!.length
      ? "cut"
      : answers(path, init);
  await expect(ask("GOOD")).rejects.toMatchObject({ problem: { code: "offline" } });
  expect(await rescueSize()).toMatchObject({ records: 1, photos });
  server.fault = answers;
  await ask("GOOD");
  expect(await rescueSize()).toMatchObject({ records: 0, photos: 0 });
});

test("a server that does not say its epoch takes nothing away from the old one", async () => {
  await restoreServer();
  const answers = server.fault;
  server.fault = (path, init) => (path === "/sync/push" ? json({ results: [] }) : answers(path, init));
  await expect(ask("GOOD")).rejects.toMatchObject({ problem: { code: "offline" } });
  expect(await store.meta.get("epoch")).toBe(EPOCH);
});
