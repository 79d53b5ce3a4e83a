/** Holds what the engine is doing as one value that can be watched. */
import type { Status } from "./types";

export class StatusValue {
  private readonly listeners = new Set<(status: Status) => void>();

  private value: Status = {
    online: null,
    phase: "idle",
    photosWaiting: 0,
    signaturesWaiting: 0,
    recordsWaiting: 0,
    scansWaiting: 0,
    draftsOpen: 0,
    oldestAt: null,
    lastReceivedAt: null,
    lastSyncAt: null,
    nextTryAt: null,
    problem: null,
    upload: null,
  };

  get(): Status {
    return this.value;
  }

  set(change: Partial<Status>): void {
    this.value = { ...this.value, ...change };
    for (const listener of [...this.listeners]) listener(this.value);
  }

  watch(listener: (status: Status) => void): () => void {
    this.listeners.add(listener);
    listener(this.value);
    return () => this.listeners.delete(listener);
  }
}
