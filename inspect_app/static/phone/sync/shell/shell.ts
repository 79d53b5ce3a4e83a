/** Registers the service worker, tells when a new version waits, and lets it in on the user's tap. */
import { scriptUrl } from "../../data/trusted";

/** Read by the worker, which must not open the records: set, it answers a posted code with the app. */
const FLAG_CACHE = "who";
const FLAG = "/signed-in";
const HOUR = 3600_000;
const MINUTE = 60_000;

/** Notes for the worker that somebody is signed in. A profile without Cache Storage has no worker either. */
export async function markSignedIn(signedIn: boolean): Promise<void> {
  const cache = await globalThis.caches?.open(FLAG_CACHE).catch(() => null);
  if (signedIn) await cache?.put(FLAG, new Response("1"));
  else await cache?.delete(FLAG);
}

type Listener = (state: { ready: boolean }) => void;
const listeners = new Set<Listener>();
let waiting: ServiceWorker | null = null;

function offer(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener({ ready: waiting !== null });
}

/** Registers the worker: a first one at once; a newer one waits for `applyUpdate` or the last window. */
export async function registerShell(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  void keepLooking();
  const active = (await navigator.serviceWorker.ready).active;
  active?.postMessage("fetch-later"); // the scanner's wasm, not worth holding up the first install
}

/** Looks for a new version now and each hour: an app that stays open never navigates. */
async function keepLooking(): Promise<void> {
  const again = await look().then(
    () => HOUR,
    () => MINUTE, // no network, or the first install was cut off, and the next stop may be a cellar
  );
  setTimeout(() => void keepLooking(), again);
}

let watched: ServiceWorkerRegistration | null = null;

async function look(): Promise<void> {
  const registration = await navigator.serviceWorker.register(scriptUrl("/worker.js"), {
    scope: "/",
    updateViaCache: "none",
  });
  if (registration !== watched) watch(registration);
  await registration.update();
}

function watch(registration: ServiceWorkerRegistration): void {
  watched = registration;
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller) offer(worker);
    });
  });
}

export function watchUpdate(listener: Listener): () => void {
  listeners.add(listener);
  listener({ ready: waiting !== null });
  return () => listeners.delete(listener);
}

/** Lets the new version in and reloads the page: only when no input is open. */
export function applyUpdate(): void {
  if (!waiting) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("take-over");
}
