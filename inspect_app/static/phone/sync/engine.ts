/** The sync engine decides when a round runs and what its end means. Nothing here stops the inspector. */
import { StoreError, type Problem, type Store } from "../data";
import { APP_VERSION } from "../data/drafts/body";
import { backoff } from "./backoff";
import { endOf } from "./ends";
import { runAsLeader } from "./leader";
import type { RoundEnd, RoundHooks } from "./round";
import { StatusValue } from "./status";
import { listen } from "./triggers";
import type { Status, Sync } from "./types";

const COUNT_AFTER = 150;
const FAILED: Problem = { code: "error", safe: true, next: "retry" };

type Timer = ReturnType<typeof setTimeout> | undefined;

/** Makes the engine of one store; it rests until `start` or a nudge. */
export const createSync = (store: Store): Sync => new Engine(store);

class Engine implements Sync {
  private readonly current = new StatusValue();
  private running: Promise<void> | null = null;
  private wanted: { force: boolean } | null = null;
  private failures = 0;
  private live = false;
  /** A server that asked for patience is left alone by everything but the button. */
  private notBefore = 0;
  private timer: Timer;
  private recount: Timer;
  private lockedAreSeen = false;

  constructor(private readonly store: Store) {}

  status = (): Status => this.current.get();
  watch = (listener: (status: Status) => void): (() => void) => this.current.watch(listener);
  syncNow = (): Promise<Status> => this.run(true).then(this.status);
  nudge = (): void => void this.run(false);

  start(): () => void {
    this.live = true;
    void this.count().catch(() => undefined);
    const unwatch = this.store.watch(["outbox", "photos", "sent"], () => this.countSoon());
    const unlisten = listen(this.nudge, () => hasWork(this.status()));
    void this.run(false).then(() => this.store.ballast.lay());
    return () => {
      this.live = false;
      unwatch();
      unlisten();
      clearTimeout(this.timer);
    };
  }

  /** Runs a round. Any number of wishes meanwhile make one more, unless the server asked for patience. */
  private run(force: boolean): Promise<void> {
    if (!this.running && !this.mayRun(force)) return Promise.resolve();
    this.wanted = { force: force || (this.wanted?.force ?? false) };
    this.running ??= this.runWanted().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async runWanted(): Promise<void> {
    while (this.wanted) {
      const { force } = this.wanted;
      this.wanted = null;
      if (this.mayRun(force)) await this.runOne(force);
    }
  }

  private mayRun(force: boolean): boolean {
    return force || Date.now() >= this.notBefore;
  }

  private async runOne(force: boolean): Promise<void> {
    const hooks: RoundHooks = {
      phase: (phase) => this.current.set({ phase }),
      progress: (upload) => this.current.set({ upload }),
    };
    try {
      const { runRound } = await import("./round"); // the first screen does not wait for it
      const end = await runAsLeader(this.store, () => runRound(this.store, force, hooks));
      if (end) this.finish(end);
      if (end && !end.stop) {
        await this.store.meta.set({ last_sync_at: Date.now() });
        await this.seeLocked(end);
      }
    } catch (error) {
      this.current.set({ problem: error instanceof StoreError ? error.problem : FAILED });
    }
    this.current.set({ phase: "idle", upload: null });
    await this.count().catch(() => undefined);
  }

  /** Looks once, after a whole round, after those who signed out here. What fails comes with the next page. */
  private async seeLocked({ session }: RoundEnd): Promise<void> {
    if (!session || this.lockedAreSeen) return;
    this.lockedAreSeen = true;
    const { forgetLocked } = await import("./round");
    await forgetLocked(this.store, session).catch(() => undefined);
  }

  /** Shows how a round ended and plans the next one. */
  private finish({ stop, session }: RoundEnd): void {
    const { online, problem, retry, wait } = endOf(stop, APP_VERSION, session?.min_app);
    this.failures = retry ? this.failures + 1 : 0;
    const pause = Math.max(wait, backoff(this.failures, Math.random()));
    this.notBefore = retry && online ? Date.now() + pause : 0;
    clearTimeout(this.timer);
    if (retry && this.live) this.timer = setTimeout(() => this.retryNow(), pause);
    this.current.set({ online, problem, nextTryAt: retry && this.live ? Date.now() + pause : null });
  }

  private retryNow(): void {
    this.notBefore = 0;
    void this.run(false);
  }

  /** Counts what waits here and shows it. */
  private async count(): Promise<void> {
    const [{ photos, signatures, records, scans, drafts, oldest }, meta] = await Promise.all([
      this.store.wire.counts(),
      this.store.meta.all(),
    ]);
    this.current.set({
      photosWaiting: photos,
      signaturesWaiting: signatures,
      recordsWaiting: records,
      scansWaiting: scans,
      draftsOpen: drafts,
      oldestAt: oldest,
      lastReceivedAt: meta.last_received_at,
      lastSyncAt: meta.last_sync_at,
    });
  }

  /** Makes one count of many changes. */
  private countSoon(): void {
    this.recount ??= setTimeout(() => {
      this.recount = undefined;
      void this.count().catch(() => undefined);
    }, COUNT_AFTER);
  }
}

const hasWork = ({ photosWaiting, signaturesWaiting, recordsWaiting, scansWaiting }: Status): boolean =>
  photosWaiting + signaturesWaiting + recordsWaiting + scansWaiting > 0;
