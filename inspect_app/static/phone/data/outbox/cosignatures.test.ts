import { APP_VERSION } from "../drafts/body";
import { beforeEach, expect, test } from "vitest";
import { EPOCH, linsPhone, scope } from "../../testing/makers";
import { json, makeServer } from "../../testing/server";
import type { Store } from "..";
import { createSync } from "../../sync";

const VISIT = "018f0000-0000-7000-8000-0000000000d1";
const asked = (seq: number, sha256 = "ab".repeat(32)) => ({
  ...{ collection: "cosignature", id: VISIT, seq, rev: 1 },
  data: {
    ...{ inspection: VISIT, place: "第一食堂（示例）", on: "2022-09-14" },
    ...{ result: "conform", author: "赵", sha256 },
  },
});

let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;

const pulled = (...rows: object[]) => store.wire.applyPage(EPOCH, [scope(`user:${store.user.id}`, rows)]);
const sync = () => createSync(store).syncNow();
const question = async () => (await store.cosignatures.open())[0]!;
const sent = () =>
  server.pushes
    .flat()
    .flatMap(({ collection, body }) =>
      collection === "cosignature" ? [JSON.parse(body) as Record<string, unknown>] : [],
    );

beforeEach(async () => {
  store = await linsPhone();
  server = await makeServer(store.user.id);
  await pulled(asked(1));
});

test("a dispute without a reason is not taken", async () => {
  await expect(store.cosignatures.answer(await question(), "dispute", " \0 ")).rejects.toThrow();
  expect(await store.outbox.count()).toMatchObject({ count: 0 });
  expect(await store.cosignatures.open()).toHaveLength(1);
});

test("what was tried on the wire is taken back no more, also where no answer came", async () => {
  await store.cosignatures.answer(await question(), "confirm");
  server.fault = (path) => (path === "/sync/push" ? "cut" : undefined);
  await sync();
  const [answer] = await store.cosignatures.answered();
  expect(answer).toMatchObject({ changeable: false });
  expect(await store.cosignatures.takeBack(answer!.id)).toBe(false);
  expect(await store.outbox.all()).toHaveLength(1);
});

test("what is taken back while the others are read is not sent", async () => {
  await store.cosignatures.answer(await question(), "confirm");
  const [answer] = await store.cosignatures.answered();
  const listed = await store.wire.pending({ epoch: EPOCH }, Date.now(), true);
  expect(await store.cosignatures.takeBack(answer!.id)).toBe(true);
  expect(await store.wire.beginSending(listed)).toEqual([]);
});

test("a question shows who asks, where, when and with which result", async () => {
  expect(await store.cosignatures.open()).toEqual([asked(1).data]);
});

test("an answered question is hidden at once, stands in the outbox, and comes back when taken back", async () => {
  await store.cosignatures.answer(await question(), "dispute", "那天我不在（示例）");
  expect(await store.cosignatures.open()).toEqual([]);
  expect(await store.outbox.all()).toMatchObject([
    {
      collection: "cosignature",
      state: "ready",
      premises_name: "第一食堂（示例）",
      on: "2022-09-14",
      mendable: false,
    },
  ]);
  const [answer] = await store.cosignatures.answered();
  expect(answer).toMatchObject({ says: "dispute", place: "第一食堂（示例）", changeable: true });
  expect(await store.cosignatures.takeBack(answer!.id)).toBe(true);
  expect(await store.cosignatures.open()).toHaveLength(1);
  expect(await store.outbox.all()).toEqual([]);
  await sync();
  expect(sent()).toEqual([]);
});

test("the answer travels as the protocol says and stays until its receipt", async () => {
  await store.cosignatures.answer(await question(), "dispute", " 那天我不在（示例） ");
  server.fault = (path) => (path === "/sync/push" ? "lost" : undefined);
  await sync();
  expect(await store.outbox.all()).toHaveLength(1);
  server.fault = () => undefined;
  await sync();
  expect(await store.outbox.all()).toEqual([]);
  expect(await store.sent.all()).toMatchObject([{ collection: "cosignature", state: "received" }]);
  expect(sent().at(-1)).toEqual({
    ...{ schema: 2, author: store.user.id, app: APP_VERSION, clock: expect.any(Object) },
    ...{ inspection: VISIT, sha256: "ab".repeat(32) },
    ...{ answer: "dispute", note: "那天我不在（示例）", at: expect.any(String) },
  });
});

test("an answer that was sent hides its question, and not the one about another picture", async () => {
  await store.cosignatures.answer(await question(), "confirm");
  await sync();
  expect(await store.cosignatures.open()).toEqual([]);
  expect(await store.cosignatures.answered()).toEqual([]);
  await pulled(asked(2, "cd".repeat(32)));
  expect(await store.cosignatures.open()).toMatchObject([{ sha256: "cd".repeat(32) }]);
});

test("an answer that the server could not take leaves the question open", async () => {
  await store.cosignatures.answer(await question(), "confirm");
  server.fault = (path, { body }) => {
    if (path !== "/sync/push") return undefined;
    const { records } = JSON.parse(String(body)) as {
      records: { collection: string; id: string; rev: number }[];
    };
    const results = records.map(({ collection, id, rev }) => ({
      collection,
      id,
      rev,
      verdict: "fix",
      code: "validation",
    }));
    return json({ epoch: server.epoch, results });
  };
  await sync();
  expect(await store.cosignatures.open()).toHaveLength(1);
});
