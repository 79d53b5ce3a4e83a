/** The service worker caches the app's shell for work without a network. It knows no records. */
export {};

declare const self: ServiceWorkerGlobalScope;

const CACHE = `shell-${__VERSION__}`;
/** Written by the page: somebody is signed in on this profile. */
const FLAG_CACHE = "who";
const FLAG = "/signed-in";
const APP_PATHS =
  /^\/(?:|premises(?:\/[^/]+(?:\/children)?)?|scan|inspect\/[^/]+(?:\/[^/]+)?|seal\/[^/]+|round\/[^/]+|papers\/[^/]+|recheck\/[^/]+|cosign\/[^/]+(?:\/round)?|outbox(?:\/[^/]+)?|me|cosignatures|notices|rescue|sign-in)\/?$/;
const POSTED_CODE = /^\/q\/[^/]+\/?$/;

const SHELL_FILES = new Map([...__SHELL__, ...__LATER__].map((file) => [file.url, file]));

/** Caches all of these files or fails: a shell with one piece missing would fail in a basement. */
async function cacheFiles(files: BuiltFile[]): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    files.map(async (file) => {
      if (!(await cache.match(file.url))) await cache.put(file.url, await fetchFile(file));
    }),
  );
}

async function fetchFile({ url, revision }: BuiltFile): Promise<Response> {
  // A hashed name that an older shell has needs no second journey.
  const known = revision === null ? await caches.match(url) : undefined;
  const response =
    known ?? (await fetch(url, { cache: revision === null ? "default" : "reload", redirect: "error" }));
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  // A newer release, or a portal's page, under the same name must not get into this shell.
  if (revision !== null && !(await digestOf(response.clone())).startsWith(revision))
    throw new Error(`${url}: another version`);
  return response;
}

async function digestOf(response: Response): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("shell-") && name !== CACHE).map((name) => caches.delete(name)),
  );
}

const isSignedIn = async (): Promise<boolean> =>
  (await (await caches.open(FLAG_CACHE)).match(FLAG)) !== undefined;

async function fromShell(url: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const cached = await cache.match(url);
  if (cached) return cached;
  // The browser threw a piece away, or it is one that comes later.
  const response = await fetch(url);
  if (response.ok) await cache.put(url, response.clone());
  return response;
}

/** How long the server is waited for where nobody is signed in: long enough for a phone, short for a person. */
const PATIENCE = 4_000;

/** Nobody is signed in to the app: the server may know somebody of the desk and leads there, else the shell. */
async function fromServer(request: Request): Promise<Response> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
  try {
    const response = await Promise.race([fetch(request), late]);
    return response.ok || response.type === "opaqueredirect" ? response : await fromShell("/");
  } catch {
    return fromShell("/");
  }
}

self.addEventListener("install", (event) => event.waitUntil(cacheFiles(__SHELL__)));

self.addEventListener("activate", (event) =>
  event.waitUntil(dropOldShells().then(() => self.clients.claim())),
);

self.addEventListener("message", (event: ExtendableMessageEvent) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
  if (event.data === "fetch-later") event.waitUntil(cacheFiles(__LATER__).catch(() => undefined));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // The last word is the network's: Chromium looks for no newer worker after a navigation that failed.
  const answer = (response: Promise<Response>) => event.respondWith(response.catch(() => fetch(request)));
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (pathname === "/")
      answer(isSignedIn().then((known) => (known ? fromShell("/") : fromServer(request))));
    else if (APP_PATHS.test(pathname)) answer(fromShell("/"));
    else if (POSTED_CODE.test(pathname))
      answer(isSignedIn().then((known) => (known ? fromShell("/") : fetch(request))));
    return;
  }
  if (pathname !== "/" && SHELL_FILES.has(pathname)) answer(fromShell(pathname));
});

/** Wakes the pages that are open: records are sent by the page alone. */
self.addEventListener("sync", (event) => {
  (event as ExtendableEvent).waitUntil(
    self.clients
      .matchAll({ type: "window" })
      .then((pages) => pages.forEach((page) => page.postMessage("wake"))),
  );
});
