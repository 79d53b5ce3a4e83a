/** Keeps the app's shell for work without a network; knows no records. */
export {};

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(__VERSION__).then((cache) => cache.addAll(__SHELL__.map(({ url }) => url))));
});
