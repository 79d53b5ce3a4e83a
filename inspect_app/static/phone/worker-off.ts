/** Served in the place of a service worker that is broken: keeps nothing, answers nothing. Records are none of its business. */
export {};

declare const self: ServiceWorkerGlobalScope;

let takesOver = false;

async function clearTheField(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith("shell-"));
  await Promise.all(shells.map((name) => caches.delete(name)));
  await self.clients.claim();
  const windows = takesOver ? await self.clients.matchAll({ type: "window" }) : [];
  // Nobody waits for it: a window loads only after this worker is active.
  for (const one of windows) void one.navigate(one.url).catch(() => undefined);
}

self.addEventListener("install", (event) => {
  takesOver = self.registration.active !== null;
  event.waitUntil(self.skipWaiting());
});

self.addEventListener("activate", (event) => event.waitUntil(clearTheField()));
