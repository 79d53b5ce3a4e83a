/** Decides when a round runs and what its end means. Nothing here stops the inspector from working. */
import { StoreError, type Store } from "../data";
import { APP_VERSION } from "../data/drafts/seal";
import { backoff } from "./backoff";
import { endOf } from "./ends";
import { alone } from "./leader";
import type { RoundEnd } from "./round";
import { StatusValue } from "./status";
import { listen } from "./triggers";
import type { Status, Sync } from "./types";

const COUNT_AFTER = 150;

export function createSync(store: Store): Sync {
  const status = new StatusValue();
  let running: Promise<void> | null = null;
  let wanted: { force: boolean } | null = null;
  let failures = 0;
  let live = false;
  /** A server that asked for patience is left alone by everything but the button. */
  let notBefore = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let counting: ReturnType<typeof setTimeout> | undefined;

  async function count(): Promise<void> {
    const [{ photos, records, scans, oldest }, meta] = await Promise.all([
      store.wire.counts(),
      store.meta.all(),
    ]);
    status.set({
      photosWaiting: photos,
      recordsWaiting: records,
      scansWaiting: scans,
      oldestAt: oldest,
      lastReceivedAt: meta.last_received_at,
      lastSyncAt: meta.last_sync_at,
    });
  }

  /** Many changes, one count. */
  function countSoon(): void {
    counting ??= setTimeout(() => {
      counting = undefined;
      void count().catch(() => undefined);
    }, COUNT_AFTER);
  }

  function finish({ stop, session }: RoundEnd): void {
    const { online, problem, again, wait } = endOf(stop, APP_VERSION, session?.min_app);
    failures = again ? failures + 1 : 0;
    const pause = Math.max(wait, backoff(failures, Math.random()));
    notBefore = again && online ? Date.now() + pause : 0;
    clearTimeout(timer);
    if (again && live)
      timer = setTimeout(() => {
        notBefore = 0;
        void run(false);
      }, pause);
    status.set({ online, problem, nextTryAt: again && live ? Date.now() + pause : null });
  }

  async function once(force: boolean): Promise<void> {
    try {
      const { runRound } = await import("./round"); // the first screen does not wait for it
      const end = await alone(store, () =>
        runRound(store, force, {
          phase: (phase) => status.set({ phase }),
          progress: (upload) => status.set({ upload }),
        }),
      );
      if (end) finish(end);
      if (end && !end.stop) await store.meta.set({ last_sync_at: Date.now() });
    } catch (error) {
      status.set({
        problem: error instanceof StoreError ? error.problem : { code: "error", safe: true, next: "retry" },
      });
    }
    status.set({ phase: "idle", upload: null });
    await count().catch(() => undefined);
  }

  const mayRun = (force: boolean): boolean => force || Date.now() >= notBefore;

  /** While one round runs, any number of wishes make one more, unless its answer was to be patient. */
  function run(force: boolean): Promise<void> {
    if (!running && !mayRun(force)) return Promise.resolve();
    wanted = { force: force || (wanted?.force ?? false) };
    running ??= (async () => {
      while (wanted) {
        const { force: now } = wanted;
        wanted = null;
        if (mayRun(now)) await once(now);
      }
    })().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    start() {
      live = true;
      void count().catch(() => undefined);
      const unwatch = store.watch(["outbox", "photos", "sent"], countSoon);
      const unlisten = listen(
        () => void run(false),
        () => hasWork(status.get()),
      );
      void run(false).then(() => store.ballast.lay());
      return () => {
        live = false;
        unwatch();
        unlisten();
        clearTimeout(timer);
      };
    },
    syncNow: () => run(true).then(() => status.get()),
    nudge: () => void run(false),
    status: () => status.get(),
    watch: (listener) => status.watch(listener),
  };
}

const hasWork = ({ photosWaiting, recordsWaiting, scansWaiting }: Status): boolean =>
  photosWaiting + recordsWaiting + scansWaiting > 0;
