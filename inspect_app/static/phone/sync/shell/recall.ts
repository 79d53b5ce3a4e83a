/** Asks at each start whether the service worker was called back; nobody waits for the answer. */

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

/** Answers the worker that stands in for a broken one: it reloads no window in which somebody is at work. */
function sayThatItIsTheApp({ data, ports }: MessageEvent<unknown>): void {
  if (data === "is-app") ports[0]?.postMessage("yes");
}

/** Removes a worker that was called back. True: this phone goes without one until the next release. */
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
