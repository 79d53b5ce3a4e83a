import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { obeyRecall } from "./recall";

const PAGE = '<script src="/static/assets/app.js"></script><link href="/static/assets/app.css">';
let served: Record<string, Response>;
let shells: Set<string>;
const skipWaiting = vi.fn();
const navigate = vi.fn(async () => null);
const toPage = new EventTarget();

/** A window of this origin; messages reach the page, if the app is what it shows. */
const shown = {
  url: "/inspect/1",
  navigate,
  postMessage: (data: unknown, ports: MessagePort[]) =>
    toPage.dispatchEvent(Object.assign(new Event("message"), { data, ports })),
};

/** The browser's event; resolves when the worker let go of it. */
async function event(name: string): Promise<void> {
  let work: Promise<unknown> | undefined;
  self.dispatchEvent(
    Object.assign(new Event(name), { waitUntil: (one: Promise<unknown>) => void (work = one) }),
  );
  await work;
}

const messagesArrive = (): Promise<unknown> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  served = {
    "/": new Response(PAGE),
    "/static/assets/app.js": new Response(""),
    "/static/assets/app.css": new Response(""),
  };
  shells = new Set(["shell-1", "who"]);
  vi.stubGlobal("fetch", async (url: string) => served[url] ?? Promise.reject(new TypeError("no network")));
  vi.stubGlobal("caches", {
    keys: async () => [...shells],
    delete: async (name: string) => shells.delete(name),
  });
  const clients = { claim: async () => undefined, matchAll: async () => [shown] };
  const worker = { registration: { active: {} }, skipWaiting, clients };
  vi.stubGlobal("self", Object.assign(new EventTarget(), worker));
  vi.stubGlobal("navigator", { serviceWorker: toPage });
  for (const spy of [skipWaiting, navigate]) spy.mockClear();
  vi.resetModules();
  await import("../../worker-off");
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each(["/", "/static/assets/app.css"])(
  "where %s cannot be had the broken worker stays for now",
  async (url) => {
    delete served[url];
    await expect(event("install")).rejects.toThrow();
    expect(skipWaiting).not.toHaveBeenCalled();
  },
);

test("a portal's page is not taken for the app's", async () => {
  served["/"] = new Response("<p>Welcome</p>");
  await expect(event("install")).rejects.toThrow();
});

test("what a broken worker shows is loaded again, without its shell", async () => {
  await event("install");
  expect(skipWaiting).toHaveBeenCalled();
  await event("activate");
  expect(shells).toEqual(new Set(["who"]));
  await vi.runAllTimersAsync();
  expect(navigate).toHaveBeenCalledWith("/inspect/1");
});

test("an app that is open is left alone: somebody may be at work in it", async () => {
  expect(await obeyRecall()).toBe(false);
  await event("install");
  await event("activate");
  await messagesArrive();
  await vi.runAllTimersAsync();
  expect(navigate).not.toHaveBeenCalled();
});
