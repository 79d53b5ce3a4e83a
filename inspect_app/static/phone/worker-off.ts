/** Served in the place of a service worker that is broken: keeps nothing, answers nothing. Records are none of its business. */
export {};

declare const self: ServiceWorkerGlobalScope;

const PATIENCE = 3_000;
let takesOver = false;

/** Into the browser's own cache. Without the shell, a page that the line does not give is the browser's page of errors. */
async function fetchPage(): Promise<void> {
  const page = await fetchWhole("/");
  const files = [...page.matchAll(/"(\/static\/assets\/[^"]+)"/g)].map(([, file]) => file!);
  if (!files.length) throw new Error("not our page");
  await Promise.all(files.map(fetchWhole));
}

async function fetchWhole(url: string): Promise<string> {
  const response = await fetch(url, { redirect: "error" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

async function clearTheField(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith("shell-"));
  await Promise.all(shells.map((name) => caches.delete(name)));
  await self.clients.claim();
  const windows = takesOver ? await self.clients.matchAll({ type: "window" }) : [];
  // Nobody waits for it: a window loads only after this worker is active.
  for (const one of windows) void loadAgain(one).catch(() => undefined);
}

/** Only what the broken worker answered with: where the app itself is open, somebody may be at work in it. */
async function loadAgain(one: WindowClient): Promise<void> {
  if (!(await isApp(one))) await one.navigate(one.url);
}

function isApp(one: WindowClient): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), PATIENCE);
    one.postMessage("is-app", [port2]);
  });
}

self.addEventListener("install", (event) => {
  takesOver = self.registration.active !== null;
  event.waitUntil(fetchPage().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(clearTheField()));
