import { beforeEach, expect, test, vi } from "vitest";
import type { Store } from "../../data";
import { EPOCH, linsPhone, premisesRow, scope } from "../../testing/makers";
import { json, makeServer, NOW } from "../../testing/server";
import { createSync } from "..";

const AREA = "area:310107005";
const [MARKETS, STALLS] = [`${AREA}:market`, `${AREA}:stall`];
const [MARKET, STALL] = ["018f0000-0000-7000-8000-0000000000a1", "018f0000-0000-7000-8000-0000000000b1"];
const PART = `${STALLS}:${MARKET}`;

type Cursors = Record<string, number>;
let store: Store;
let asked: Cursors[];

/** A server with one market whose stalls come in parts; it answers each name that it is asked for. */
beforeEach(async () => {
  store = await linsPhone();
  asked = [];
  const server = await makeServer(store.user.id);
  server.fault = (path, init) => {
    if (path !== "/sync/pull") return undefined;
    const { cursors } = JSON.parse(init.body as string) as { cursors: Cursors };
    asked.push(cursors);
    const names = [...new Set([MARKETS, STALLS, ...Object.keys(cursors)])];
    return json({
      epoch: EPOCH,
      server_time: NOW,
      scopes: names.map((name) => answer(name, cursors[name] ?? 0)),
    });
  };
});

const answer = (name: string, cursor: number) => {
  if (name === STALLS) return scope(name, [], { state: "parted", upto: 0 });
  if (name === "area:gone") return scope(name, [], { state: "revoked", upto: cursor });
  const row = { [MARKETS]: premisesRow(MARKET, 1, { kind: "market" }), [PART]: stall }[name];
  return row && !cursor ? scope(name, [row]) : scope(name, [], { state: "same", upto: Math.max(cursor, 1) });
};
const stall = premisesRow(STALL, 1, { kind: "stall", parent: MARKET });
const sync = () => createSync(store).syncNow();

test("a scope in parts costs one page more, and no part that nobody opened", async () => {
  await sync();
  expect(asked).toHaveLength(2);
  expect(Object.keys(asked[1]!)).toEqual(expect.arrayContaining([STALLS, `${STALLS}:-`]));
  expect(asked[1]).not.toHaveProperty(PART);
});

test("what was opened before the first pull comes in the same round", async () => {
  await store.premises.subscribeToChildren(MARKET);
  await sync();
  expect((await store.premises.children(MARKET)).rows.map((row) => row.id)).toEqual([STALL]);
});

test("what was opened comes with the next round, and later rounds are one page again", async () => {
  await sync();
  await store.premises.subscribeToChildren(MARKET);
  await sync();
  expect(await store.premises.children(MARKET)).toMatchObject({ rows: [{ id: STALL }], whole: true });
  asked = [];
  await sync();
  expect(asked).toEqual([expect.objectContaining({ [PART]: 1, [STALLS]: 0 })]);
});

test("a name that stays revoked does not keep the round going", async () => {
  await store.wire.applyPage(EPOCH, [scope("area:gone", [])]);
  expect((await sync()).problem).toBeNull();
  expect(asked).toHaveLength(2);
});

test("lists that find no room end the round, leave the ballast on board, and come with the next", async () => {
  await store.ballast.lay();
  const { put } = IDBObjectStore.prototype;
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value,
    key,
  ) {
    if (this.name === "rows") throw new DOMException("full", "QuotaExceededError");
    return put.call(this, value, key);
  });
  expect((await sync()).problem).toMatchObject({ code: "quota" });
  full.mockRestore();
  expect(await store.ballast.isOnBoard()).toBe(true);
  expect((await sync()).problem).toBeNull();
  expect(await store.premises.byId(MARKET)).not.toBeNull();
});
