import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { linsPhone } from "../testing/makers";
import type { Store } from "../data";

const LEASE = 30_000;

let store: Store;

/** Another tab of this browser: the same database, a name of its own. */
async function openTab() {
  vi.resetModules();
  const { runAsLeader } = await import("./leader");
  return <T>(work: () => Promise<T>) => runAsLeader(store, work);
}

/** Its work never ends, and its clock does not go on. */
const dies = (tab: Awaited<ReturnType<typeof openTab>>) =>
  new Promise<void>((begun) => {
    void tab(() => {
      begun();
      return new Promise<never>(() => {});
    });
  });
const comesThrough = async () => "through";

beforeEach(async () => {
  vi.stubGlobal("navigator", {});
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  store = await linsPhone();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("where there are no Web Locks, a second tab", () => {
  test("is turned away while the first is at it", async () => {
    const [first, second] = [await openTab(), await openTab()];
    expect(await first(() => second(comesThrough))).toBeNull();
  });

  test("has its turn when the first has done", async () => {
    const [first, second] = [await openTab(), await openTab()];
    expect(await first(comesThrough)).toBe("through");
    vi.advanceTimersByTime(LEASE); // a first that has done asks for no more time
    expect(await second(comesThrough)).toBe("through");
  });

  test("has its turn when the first ended badly", async () => {
    const [first, second] = [await openTab(), await openTab()];
    await expect(first(() => Promise.reject(new Error("storage")))).rejects.toThrow("storage");
    expect(await second(comesThrough)).toBe("through");
  });

  test("is turned away for as long as the first works", async () => {
    const [first, second] = [await openTab(), await openTab()];
    await first(async () => {
      vi.advanceTimersByTime(10 * LEASE);
      expect(await second(comesThrough)).toBeNull();
    });
  });

  test("waits half a minute for a first that died, and then takes over", async () => {
    const [first, second] = [await openTab(), await openTab()];
    const died = Date.now();
    await dies(first);
    vi.setSystemTime(died + LEASE - 1);
    expect(await second(comesThrough)).toBeNull();
    vi.setSystemTime(died + LEASE);
    expect(await second(comesThrough)).toBe("through");
  });

  test("does not wait for a first that died with a wrong clock", async () => {
    const [first, second] = [await openTab(), await openTab()];
    await dies(first);
    vi.setSystemTime(Date.now() - 100 * LEASE);
    expect(await second(comesThrough)).toBe("through");
  });

  test("that took over is not driven out by a first that wakes up", async () => {
    const [first, second, third] = [await openTab(), await openTab(), await openTab()];
    await first(async () => {
      vi.setSystemTime(Date.now() + LEASE);
      await second(async () => {
        vi.advanceTimersByTime(LEASE / 3);
        expect(await third(comesThrough)).toBeNull();
        expect(await first(comesThrough)).toBeNull();
      });
    });
  });
});
