/** Was the service worker called back? Asked at each start, beside it: nobody waits for the answer. */

const PATIENCE = 3_000;

async function isCalledBack(): Promise<boolean> {
  try {
    const reply = await fetch("/boot.json", {
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return ((await reply.json()) as { worker?: unknown }).worker === "off";
  } catch {
    return false; // no network, a portal, an older server
  }
}

/** Asked by the worker that stands in for a broken one: it loads no inspection again that somebody is at. */
function sayThatItIsTheApp({ data, ports }: MessageEvent<unknown>): void {
  if (data === "is-app") ports[0]?.postMessage("yes");
}

/** True when this phone goes without a worker until the next release; its records stay where they are. */
export async function obeyRecall(): Promise<boolean> {
  if (!("serviceWorker" in navigator)) return false;
  navigator.serviceWorker.addEventListener("message", sayThatItIsTheApp);
  if (!(await isCalledBack())) return false;
  for (const registration of await navigator.serviceWorker.getRegistrations())
    await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith("shell-")) await caches.delete(name);
  if (navigator.serviceWorker.controller) location.reload();
  return true;
}
