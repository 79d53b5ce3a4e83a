/** A browser as the engine sees it: a window, a page shown or not, a service worker. No Web Locks. */
import { vi } from "vitest";
import type { Sync } from "../sync/types";

export function openPage() {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const askedFor: string[] = [];
  const sync = { register: async (tag: string) => void askedFor.push(tag) };
  const serviceWorker = Object.assign(new EventTarget(), { ready: Promise.resolve({ sync }) });
  vi.stubGlobal("addEventListener", window.addEventListener.bind(window));
  vi.stubGlobal("document", document);
  vi.stubGlobal("navigator", { serviceWorker });
  const turn = (visibilityState: "visible" | "hidden") => {
    document.visibilityState = visibilityState;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  return {
    show: () => turn("visible"),
    hide: () => turn("hidden"),
    goOnline: () => window.dispatchEvent(new Event("online")),
    /** From the service worker. */
    postMessage: (data: unknown) => serviceWorker.dispatchEvent(new MessageEvent("message", { data })),
    /** Wake-ups that the browser was asked for. */
    askedFor,
  };
}

/** The browser's own timers and clock stand still; the database goes on. */
export const stopClock = () =>
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"] });

/** Counts how often a trigger made the engine send this, without the button's round, which comes after it. */
export async function countBy(
  trigger: () => unknown,
  sync: Sync,
  calls: string[],
  call = "POST /sync/hello",
): Promise<number> {
  const before = calls.length;
  await trigger();
  await sync.syncNow();
  return calls.slice(before).filter((one) => one === call).length - 1;
}
