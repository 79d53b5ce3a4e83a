/** Decides when a round runs and what its end means. Nothing here stops the inspector from working. */
import { StoreError, type Problem, type Store } from "../data";
import { APP_VERSION } from "../data/seal";
import { backoff } from "./backoff";
import { alone } from "./leader";
import { problem } from "./problems";
import type { Stop } from "./push";
import { runRound, type RoundEnd } from "./round";
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
  let timer: ReturnType<typeof setTimeout> | undefined;
  let counting: ReturnType<typeof setTimeout> | undefined;

  async function count(): Promise<void> {
    const [{ photos, records }, meta] = await Promise.all([store.wire.counts(), store.meta.all()]);
    status.set({ photosWaiting: photos, recordsWaiting: records, lastReceivedAt: meta.last_received_at, lastSyncAt: meta.last_sync_at });
  }

  /** Many changes, one count. */
  function countSoon(): void {
    counting ??= setTimeout(() => {
      counting = undefined;
      void count().catch(() => undefined);
    }, COUNT_AFTER);
  }

  function finish({ stop, session }: RoundEnd): void {
    const outcome = judge(stop);
    failures = outcome.again ? failures + 1 : 0;
    const wait = outcome.again && live ? Math.max(outcome.wait, backoff(failures, Math.random())) : null;
    clearTimeout(timer);
    if (wait !== null) timer = setTimeout(() => void run(false), wait);
    const old = session && isOlder(APP_VERSION, session.min_app) ? problem("update") : null;
    status.set({ online: outcome.online, problem: outcome.problem ?? old, nextTryAt: wait === null ? null : Date.now() + wait });
  }

  async function once(force: boolean): Promise<void> {
    try {
      const end = await alone(store, () => runRound(store, force, {
        phase: (phase) => status.set({ phase }),
        progress: (upload) => status.set({ upload }),
      }));
      if (end) finish(end);
      if (end && !end.stop) await store.meta.set({ last_sync_at: Date.now() });
    } catch (error) {
      status.set({ problem: error instanceof StoreError ? error.problem : { code: "error", safe: true, next: "retry" } });
    }
    status.set({ phase: "idle", upload: null });
    await count().catch(() => undefined);
  }

  /** While one round runs, any number of wishes make one more. */
  function run(force: boolean): Promise<void> {
    wanted = { force: force || (wanted?.force ?? false) };
    running ??= (async () => {
      while (wanted) {
        const { force: now } = wanted;
        wanted = null;
        await once(now);
      }
    })().finally(() => { running = null; });
    return running;
  }

  return {
    start() {
      live = true;
      void count().catch(() => undefined);
      const unwatch = store.watch(["outbox", "photos", "sent"], countSoon);
      const unlisten = listen(() => void run(false), () => hasWork(status.get()));
      void run(false).then(() => store.ballast.lay());
      return () => { live = false; unwatch(); unlisten(); clearTimeout(timer); };
    },
    syncNow: () => run(true).then(() => status.get()),
    nudge: () => void run(false),
    status: () => status.get(),
    watch: (listener) => status.watch(listener),
  };
}

const hasWork = ({ photosWaiting, recordsWaiting }: Status): boolean => photosWaiting + recordsWaiting > 0;

interface Judged { online: boolean; problem: Problem | null; again: boolean; wait: number }

/** A portal and no network look alike; a person must help where the server knows us and says no. */
function judge(stop: Stop): Judged {
  if (!stop) return { online: true, problem: null, again: false, wait: 0 };
  if (stop.kind === "offline") return { online: false, problem: problem("offline"), again: true, wait: 0 };
  const { status, problem: said, wait_ms } = stop;
  if (status === 401) return { online: true, problem: { ...said, code: "sign_in", next: "sign_in" }, again: false, wait: 0 };
  return { online: true, problem: said, again: status !== 403, wait: wait_ms ?? 0 };
}

const isOlder = (mine: string, least: string | null | undefined): boolean => !!least && mine.localeCompare(least, "en", { numeric: true }) < 0;
