/** Replaces a broken service worker: caches nothing, answers nothing, and touches no records. */
export {};

declare const self: ServiceWorkerGlobalScope;

const PATIENCE = 3_000;
let takesOver = false;

/** Fetches the page into the browser's own cache: without it the browser would show its error page. */
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

async function dropShells(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith("shell-"));
  await Promise.all(shells.map((name) => caches.delete(name)));
  await self.clients.claim();
  const windows = takesOver ? await self.clients.matchAll({ type: "window" }) : [];
  // Nobody waits for it: a window loads only after this worker is active.
  for (const page of windows) void reload(page).catch(() => undefined);
}

/** Reloads a window that shows what the broken worker answered, but not one where the app is open. */
async function reload(page: WindowClient): Promise<void> {
  if (!(await isApp(page))) await page.navigate(page.url);
}

function isApp(page: WindowClient): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), PATIENCE);
    page.postMessage("is-app", [port2]);
  });
}

self.addEventListener("install", (event) => {
  takesOver = self.registration.active !== null;
  event.waitUntil(fetchPage().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(dropShells()));
