/** What wakes the engine: the network, the eye of the inspector, a minute gone by, the browser's Background Sync. */

const EVERY = 60_000;

type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

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

/** Only a wake-up, and refused on many phones: both are normal. */
function askForWakeUp(): void {
  void navigator.serviceWorker?.ready
    .then((registration) => (registration as WithSync).sync?.register("wake"))
    .catch(() => undefined);
}
