import { expect, test } from "vitest";
import { openStore, type Store } from "..";
import { CANTEEN, cursorsOf, EPOCH, linsPhone, premisesRow, scope } from "../../testing/makers";
import type { FeedScope } from "./rows";

const AREA = "area:310107005";
const [MARKETS, STALLS] = [`${AREA}:market`, `${AREA}:stall`];
const [MARKET, OTHER, STALL, LATER] = ["a1", "a2", "b1", "b2"].map(
  (end) => `018f0000-0000-7000-8000-0000000000${end}`,
) as [string, string, string, string];
const PART = `${STALLS}:${MARKET}`;

const market = (id: string, seq: number) => premisesRow(id, seq, { kind: "market" });
const stall = (id: string, seq: number, parent = MARKET) => premisesRow(id, seq, { kind: "stall", parent });
const markets = scope(MARKETS, [market(MARKET, 1), market(OTHER, 2)]);
const parted = scope(STALLS, [], { state: "parted", upto: 0 });
const gone = (id: string, seq: number) => ({ upto: seq, gone: [{ collection: "premises", id, seq }] });

const apply = (store: Store, ...scopes: FeedScope[]) => store.wire.applyPage(EPOCH, scopes);
const under = async (store: Store, parent: string) => {
  const { rows, whole } = await store.premises.children(parent);
  return [rows.map((row) => row.id), whole];
};

/** Lin's phone, which gets stalls in parts; Lin opened the market. */
async function partedPhone(): Promise<Store> {
  const store = await linsPhone();
  await apply(store, markets, parted);
  await store.premises.subscribeToChildren(MARKET);
  return store;
}

test("nothing lies under a place that nobody knows, and nobody says it is all", async () => {
  expect(await under(await linsPhone(), MARKET)).toEqual([[], false]);
});

test("a market whose stalls may not be read has none, and that is all", async () => {
  const store = await linsPhone();
  await apply(store, markets);
  expect(await under(store, MARKET)).toEqual([[], true]);
});

test("what lies under a place is found by it, and nothing else", async () => {
  const store = await linsPhone();
  await apply(store, markets, scope(STALLS, [stall(STALL, 1)]));
  expect(await under(store, MARKET)).toEqual([[STALL], true]);
  expect(await under(store, OTHER)).toEqual([[], true]);
  expect((await under(store, CANTEEN))[0]).toEqual([]);
});

test("a scope that is still on its way is not all", async () => {
  const store = await linsPhone();
  await apply(store, markets, scope(STALLS, [stall(STALL, 1)], { more: true }));
  expect(await under(store, MARKET)).toEqual([[STALL], false]);
  await apply(store, scope(STALLS, [], { state: "same", upto: 1 }));
  expect(await under(store, MARKET)).toEqual([[STALL], true]);
});

test("of a scope in parts nothing is asked for but what was opened, and what lies alone", async () => {
  const store = await linsPhone();
  await apply(store, markets, parted);
  expect(await store.wire.pullCursors()).toMatchObject({ [STALLS]: 0, [`${STALLS}:-`]: 0 });
  expect(await store.wire.pullCursors()).not.toHaveProperty(PART);
  await store.premises.subscribeToChildren(MARKET);
  expect(await store.wire.pullCursors()).toMatchObject({ [PART]: 0 });
  expect(await under(store, MARKET)).toEqual([[], false]);
});

test("a wish of a place that is not here, or whose children come anyway, asks for nothing", async () => {
  const store = await linsPhone();
  await store.premises.subscribeToChildren(MARKET);
  await store.premises.subscribeToChildren(CANTEEN);
  await apply(store, parted);
  expect(Object.keys(await store.wire.pullCursors())).not.toContain(PART);
  await apply(store, markets, scope(STALLS, []));
  expect(Object.keys(await store.wire.pullCursors())).not.toContain(PART);
});

test("an opened market is all here when its part is, and an empty one as well", async () => {
  const store = await partedPhone();
  await apply(store, scope(PART, [stall(STALL, 1)], { more: true }));
  expect(await under(store, MARKET)).toEqual([[STALL], false]);
  await apply(store, scope(PART, [stall(LATER, 4)], { upto: 4 }));
  expect(await under(store, MARKET)).toEqual([[STALL, LATER], true]);
  await apply(store, scope(`${STALLS}:${OTHER}`, [], { state: "same", upto: 4 }));
  expect(await under(store, OTHER)).toEqual([[], true]);
});

test("the screen hears of a market that turned out to be empty, and of nothing that stays the same", async () => {
  const store = await partedPhone();
  const heard: string[][] = [];
  store.watch(["premises"], (topics) => heard.push(topics));
  const empty = scope(PART, [], { state: "same", upto: 4 });
  await apply(store, empty);
  expect(heard).toEqual([["premises"]]);
  await apply(store, empty, parted, scope(`${STALLS}:elsewhere`, [], { state: "revoked" }));
  expect(heard).toHaveLength(1);
});

test("wishes and parts survive a reload and another sign-in of the same person", async () => {
  const store = await partedPhone();
  await apply(store, scope(PART, [stall(STALL, 1)]));
  await store.close();
  const again = openStore(store.user);
  expect(await again.wire.pullCursors()).toMatchObject({ [PART]: 1 });
  expect(await under(again, MARKET)).toEqual([[STALL], true]);
});

test("a revoked part takes its rows along, and a reset one drops no other", async () => {
  const store = await partedPhone();
  const part = `${STALLS}:${OTHER}`;
  await apply(store, scope(PART, [stall(STALL, 1)]), scope(part, [stall(LATER, 2, OTHER)]));
  await apply(store, scope(part, [], { state: "reset", upto: 5 }));
  expect(await under(store, OTHER)).toEqual([[], true]);
  expect(await under(store, MARKET)).toEqual([[STALL], true]);
  await apply(store, scope(PART, [], { state: "revoked" }));
  expect(await under(store, MARKET)).toEqual([[], false]);
  expect(await cursorsOf(store)).not.toHaveProperty(PART);
});

test("a stall that moved to another opened market stays, whichever page tells first", async () => {
  const part = `${STALLS}:${OTHER}`;
  const news = [scope(PART, [], gone(STALL, 5)), scope(part, [stall(STALL, 5, OTHER)], { upto: 5 })];
  for (const pages of [news, [...news].reverse()]) {
    const store = await partedPhone();
    await apply(store, scope(PART, [stall(STALL, 1)]));
    await apply(store, ...pages);
    expect(await under(store, MARKET)).toEqual([[], true]);
    expect(await under(store, OTHER)).toEqual([[STALL], true]);
  }
});

test("a scope that comes in parts from now on drops what it had whole", async () => {
  const store = await linsPhone();
  await apply(store, markets, scope(STALLS, [stall(STALL, 1)]));
  await apply(store, parted);
  expect(await under(store, MARKET)).toEqual([[], false]);
  expect(await cursorsOf(store)).toMatchObject({ [STALLS]: 0 });
});

test("a scope that comes whole from now on replaces its parts", async () => {
  const store = await partedPhone();
  await apply(store, scope(PART, [stall(STALL, 1), stall(LATER, 2)], { upto: 2 }));
  await apply(
    store,
    scope(STALLS, [stall(STALL, 1)], { upto: 3 }),
    scope(PART, [], { state: "revoked", upto: 2 }),
  );
  expect(await under(store, MARKET)).toEqual([[STALL], true]);
  expect(Object.keys(await store.wire.pullCursors()).filter((name) => name.startsWith(STALLS))).toEqual([
    STALLS,
  ]);
});
