/** Wakes the engine: the network is back, the page is shown, a minute has passed, Background Sync. */

const EVERY = 60_000;

type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/** Calls `wake` at each trigger until the returned function stops it. */
export function listen(wake: () => void, hasWork: () => boolean): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") wake();
  }, EVERY);
  addEventListener("online", wake, { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") wake();
      else if (hasWork()) askForWakeUp();
    },
    { signal },
  );
  navigator.serviceWorker?.addEventListener(
    "message",
    (event: MessageEvent<unknown>) => {
      if (event.data === "wake") wake();
    },
    { signal },
  );
  return () => {
    clearInterval(timer);
    stop.abort();
  };
}

/** Asks the browser for a later wake-up, which many phones refuse. */
function askForWakeUp(): void {
  void navigator.serviceWorker?.ready
    .then((registration) => (registration as WithSync).sync?.register("wake"))
    .catch(() => undefined);
}
