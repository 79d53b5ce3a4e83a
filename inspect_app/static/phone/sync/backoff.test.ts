import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { filledDraft, linsPhone } from "../testing/makers";
import { countBy, openPage, stopClock } from "../testing/page";
import { json, makeServer, refused, type Sent } from "../testing/server";
import type { Store } from "../data";
import { createSync } from ".";
import { backoff } from "./backoff";
import type { Sync } from "./types";

const SECOND = 1_000;
const HELLO = "POST /sync/hello";
const PUSH = "POST /sync/push";

let store: Store;
let server: Awaited<ReturnType<typeof makeServer>>;
let page: ReturnType<typeof openPage>;
let sync: Sync;
let stop = () => {};

beforeEach(async () => {
  stopClock();
  vi.spyOn(Math, "random").mockReturnValue(1); // the longest of what the jitter may choose
  page = openPage();
  store = await linsPhone();
  server = await makeServer(store.user.id);
  sync = createSync(store);
});

afterEach(() => {
  stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const passes = (ms: number) => vi.advanceTimersByTime(ms);
const countAfter = (trigger: () => unknown, call = HELLO) => countBy(trigger, sync, server.calls, call);
const asksFor = (seconds: number) => refused("busy", 503, { "Retry-After": String(seconds) });

async function open() {
  stop = sync.start();
  await sync.syncNow();
}

test("waits double from two seconds to five minutes, and any part of it", () => {
  expect([1, 2, 3, 20, 1e6].map((failures) => backoff(failures, 1))).toEqual([
    2_000, 4_000, 8_000, 300_000, 300_000,
  ]);
  expect([0, 0.25].map((random) => backoff(2, random))).toEqual([0, 1_000]);
});

describe("a server that asks for 90 seconds", () => {
  beforeEach(async () => {
    server.fault = () => asksFor(90);
    await open();
  });

  test("hears nothing of new work, a minute gone by, a network or a page that comes back", async () => {
    for (const trigger of [sync.nudge, () => passes(60 * SECOND), page.goOnline, page.show])
      expect(await countAfter(trigger)).toBe(0);
  });

  test("hears the button at once, also right after something that waits", async () => {
    const before = server.calls.length;
    sync.nudge();
    await sync.syncNow();
    expect(server.calls.slice(before)).toEqual([HELLO]);
  });

  test("is tried when they are over, not before", async () => {
    page.hide(); // then no minute counts
    expect(await countAfter(() => passes(90 * SECOND - 1))).toBe(0);
    expect(await countAfter(() => passes(90 * SECOND))).toBe(1);
  });

  test("is tried then, also when the phone's clock was put back meanwhile", async () => {
    page.hide();
    vi.setSystemTime(Date.now() - 3600 * SECOND);
    expect(await countAfter(() => passes(90 * SECOND))).toBe(1);
  });

  test("is left in peace again when it asks again", async () => {
    page.hide();
    expect(await countAfter(() => passes(90 * SECOND))).toBe(1);
    expect(await countAfter(sync.nudge)).toBe(0);
  });

  test("is said to be tried then, until it answers", async () => {
    expect(sync.status()).toMatchObject({ problem: { code: "busy" }, nextTryAt: Date.now() + 90 * SECOND });
    server.fault = () => undefined;
    await sync.syncNow();
    expect(sync.status()).toMatchObject({ problem: null, nextTryAt: null });
    expect(await countAfter(sync.nudge)).toBe(1);
  });

  test("is not tried by an app that was left", async () => {
    stop();
    expect(await countAfter(() => passes(90 * SECOND))).toBe(0);
  });

  test("is not tried by an app that was left before the answer", async () => {
    server.fault = () => {
      stop();
      return asksFor(90);
    };
    expect(await sync.syncNow()).toMatchObject({ problem: { code: "busy" }, nextTryAt: null });
    expect(await countAfter(() => passes(90 * SECOND))).toBe(0);
  });
});

test("each failure in a row doubles the wait, and a success ends the row", async () => {
  const waits: number[] = [];
  const tryIt = async () => waits.push((await sync.syncNow()).nextTryAt! - Date.now());
  server.fault = () => refused("busy", 503);
  stop = sync.start();
  await sync.syncNow(); // joins the first round and makes a second
  await tryIt();
  await tryIt();
  server.fault = () => undefined;
  await sync.syncNow();
  server.fault = () => refused("busy", 503);
  await tryIt();
  expect(waits).toEqual([8 * SECOND, 16 * SECOND, 2 * SECOND]);
});

test("without a network each new work is tried at once, and all of it after a while", async () => {
  server.fault = () => "cut";
  await open();
  expect(await countAfter(sync.nudge)).toBe(1);
  page.hide();
  expect(await countAfter(() => passes(300 * SECOND))).toBe(1);
});

describe("new work during a round", () => {
  const during = (answer: () => Response | undefined) => {
    let first = true;
    server.fault = () => {
      if (first) sync.nudge();
      first = false;
      return answer();
    };
  };

  test("waits too when that round ends with a server that asks for patience", async () => {
    during(() => asksFor(90));
    await sync.syncNow();
    expect(server.calls).toEqual([HELLO]);
  });

  test("goes at once when the button's round shows that the waiting is over", async () => {
    server.fault = () => asksFor(90);
    await sync.syncNow();
    server.calls.length = 0;
    during(() => undefined);
    await sync.syncNow();
    expect(server.calls.filter((call) => call === HELLO)).toHaveLength(2);
  });
});

describe("a record that the server cannot take just now", () => {
  const answering = (code: string) => {
    server.fault = (path, { body }) => {
      if (path !== "/sync/push") return undefined;
      const { records } = JSON.parse(String(body)) as { records: Sent[] };
      const results = records.map(({ collection, id, rev }) => ({
        collection,
        id,
        rev,
        verdict: "retry",
        code,
      }));
      return json({ epoch: server.epoch, results });
    };
  };
  const waits = async () => {
    const { next_try_at } = (await store.outbox.all())[0]!;
    return next_try_at === null ? null : next_try_at - Date.now();
  };

  beforeEach(async () => {
    await store.seal((await filledDraft(store)).id);
  });

  test("says when it goes again, and waits double after each answer", async () => {
    answering("busy");
    await sync.syncNow();
    expect(await waits()).toBe(2 * SECOND);
    await sync.syncNow();
    expect(await waits()).toBe(4 * SECOND);
  });

  test("stays out of the rounds until then, but for the button's", async () => {
    answering("busy");
    await sync.syncNow();
    expect(await countAfter(sync.nudge, PUSH)).toBe(0);
    passes(4 * SECOND);
    expect(await countAfter(sync.nudge, PUSH)).toBe(1);
  });

  test("waits five minutes at most", async () => {
    answering("busy");
    for (let time = 0; time < 10; time += 1) await sync.syncNow();
    expect(await waits()).toBe(300 * SECOND);
    expect(await countAfter(sync.nudge, PUSH)).toBe(0);
  });

  test("does not wait for a time that a wrong clock set", async () => {
    answering("busy");
    await sync.syncNow();
    vi.setSystemTime(Date.now() - 3600 * SECOND);
    expect(await countAfter(sync.nudge, PUSH)).toBe(1);
  });

  test("goes again at once for a gap, three times, then waits like any other", async () => {
    answering("gap");
    for (let time = 0; time < 3; time += 1) {
      await sync.syncNow();
      expect(await waits()).toBeNull();
    }
    await sync.syncNow();
    expect(await waits()).toBe(16 * SECOND);
  });
});
