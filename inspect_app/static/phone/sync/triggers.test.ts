import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { filledDraft, linsPhone } from "../testing/makers";
import { countBy, openPage, stopClock } from "../testing/page";
import { makeServer } from "../testing/server";
import type { Store } from "../data";
import { createSync } from ".";
import type { Sync } from "./types";

const MINUTE = 60_000;

let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;
let page: ReturnType<typeof openPage>;
let sync: Sync;
let stop = () => {};

beforeEach(async () => {
  stopClock();
  page = openPage();
  store = await linsPhone();
  server = await makeServer(store.user.id);
  sync = createSync(store);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const passes = (ms: number) => () => void vi.advanceTimersByTime(ms);

const roundsAfter = (trigger: () => unknown) => countBy(trigger, sync, server.calls);

async function open() {
  stop = sync.start();
  await sync.syncNow();
}

test("the engine runs when the app is opened", async () => {
  expect(await roundsAfter(() => (stop = sync.start()))).toBe(1);
});

describe("once it is open, the engine runs", () => {
  beforeEach(open);

  test("after each minute that the page is seen, and not before", async () => {
    expect(await roundsAfter(passes(MINUTE - 1))).toBe(0);
    expect(await roundsAfter(passes(1))).toBe(1);
    expect(await roundsAfter(passes(MINUTE))).toBe(1);
  });

  test("not while the page is hidden, and at once when it comes back", async () => {
    expect(await roundsAfter(page.hide)).toBe(0);
    expect(await roundsAfter(passes(3 * MINUTE))).toBe(0);
    expect(await roundsAfter(page.show)).toBe(1);
  });

  test("when a network comes", async () => {
    expect(await roundsAfter(page.goOnline)).toBe(1);
  });

  test("when the worker says so, and by nothing else that it says", async () => {
    expect(await roundsAfter(() => page.postMessage("wake"))).toBe(1);
    expect(await roundsAfter(() => page.postMessage("fetched"))).toBe(0);
  });

  test("no more once it was stopped", async () => {
    stop();
    const all = () =>
      [passes(MINUTE), page.show, page.goOnline, () => page.postMessage("wake")].forEach((wake) => wake());
    expect(await roundsAfter(all)).toBe(0);
  });
});

describe("a page that goes out of sight", () => {
  beforeEach(open);

  const goOutOfSight = async () => {
    page.hide();
    await sync.syncNow();
  };

  test("with all handed in asks for no wake-up", async () => {
    await goOutOfSight();
    expect(page.askedFor).toEqual([]);
  });

  test("with work still on it asks Background Sync for one", async () => {
    await store.seal((await filledDraft(store)).id);
    server.fault = () => "cut";
    await sync.syncNow();
    await goOutOfSight();
    expect(page.askedFor).toEqual(["wake"]);
  });
});

describe("the worker that Background Sync wakes", () => {
  let pages: { postMessage(data: unknown): void }[] = [];

  /** The browser's event; resolves when the worker let go of it. */
  async function backgroundSync(): Promise<void> {
    let work: Promise<unknown> | undefined;
    const waitUntil = (promise: Promise<unknown>) => void (work = promise);
    self.dispatchEvent(Object.assign(new Event("sync"), { waitUntil }));
    await work;
  }

  beforeEach(async () => {
    const clients = { matchAll: async ({ type }: { type: string }) => (type === "window" ? pages : []) };
    vi.stubGlobal("self", Object.assign(new EventTarget(), { clients }));
    for (const name of ["__SHELL__", "__LATER__"]) vi.stubGlobal(name, []);
    vi.stubGlobal("__VERSION__", "1");
    vi.resetModules();
    await import("../worker");
    await open();
  });

  test("tells every open page, and the engine runs", async () => {
    const told: unknown[] = [];
    pages = [page, { postMessage: (data) => told.push(data) }];
    expect(await roundsAfter(backgroundSync)).toBe(1);
    expect(told).toEqual(["wake"]);
  });

  test("sends nothing itself", async () => {
    pages = [];
    const before = [...server.calls];
    await backgroundSync();
    expect(server.calls).toEqual(before);
  });
});
