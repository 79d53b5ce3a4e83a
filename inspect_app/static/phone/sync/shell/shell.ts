/** The page's side of the service worker: registers it, tells when a new version waits, lets it in on the user's tap. */
import { scriptUrl } from "../../data/trusted";

/** Read by the worker, which must not open the records: may it answer a posted code with the app? */
const FLAG_CACHE = "who";
const FLAG = "/signed-in";
const HOUR = 3600_000;
const MINUTE = 60_000;

/** A profile without Cache Storage has no worker either. */
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

/** A first worker takes the page at once; a newer one waits until every window is closed, or until `applyUpdate`. */
export async function registerShell(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  void keepLooking();
  const active = (await navigator.serviceWorker.ready).active;
  active?.postMessage("fetch-later"); // the scanner's wasm, not worth holding up the first install
}

/** An app that stays open never navigates, and Chromium looks late even after a navigation. */
async function keepLooking(): Promise<void> {
  const again = await look().then(
    () => HOUR,
    () => MINUTE, // no network, or the first install was cut off: whoever starts the app here may go into a cellar next
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

/** Call it only when no input is open: the page loads again under the new version. */
export function applyUpdate(): void {
  if (!waiting) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("take-over");
}
