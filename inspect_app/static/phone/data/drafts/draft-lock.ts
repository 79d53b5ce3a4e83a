/** Locks a draft for one tab at a time. The lock goes with its tab, however that ends. */
import type { Uuid } from "../types";

export type Editor = "asking" | "here" | "elsewhere";

/** A tab that was just left gives its lock up a moment late. */
const PATIENCE = 300;

/** Asks for the lock of a draft and tells who holds it until `leave` is called. */
export const lockDraft = (id: Uuid, tell: (editor: Editor) => void): DraftLock => new DraftLock(id, tell);

class DraftLock {
  private stealing = false;
  private left = false;
  private stop: () => void = () => undefined;
  private readonly patience = setTimeout(() => this.say("elsewhere"), PATIENCE);

  constructor(
    private readonly id: Uuid,
    private readonly tell: (editor: Editor) => void,
  ) {
    const { locks } = globalThis.navigator as { locks?: LockManager };
    if (locks) void this.askUntilLeft(locks);
    // Without Web Locks every change is still a transaction of its own, and the last one stands.
    else this.say("here");
  }

  /** Takes the lock from a tab that is alive. */
  takeOver(): void {
    this.stealing = true;
    this.stop();
  }

  leave(): void {
    this.left = true;
    clearTimeout(this.patience);
    this.stop();
  }

  private say(editor: Editor): void {
    clearTimeout(this.patience);
    if (!this.left) this.tell(editor);
  }

  private async askUntilLeft(locks: LockManager): Promise<void> {
    while (!this.left) await this.ask(locks);
  }

  /** Asks once. It ends with an error when another tab takes over, or when what is asked for changes. */
  private async ask(locks: LockManager): Promise<void> {
    const waiting = new AbortController();
    this.stop = () => waiting.abort();
    const how = this.stealing ? { steal: true } : { signal: waiting.signal };
    await locks.request(`draft:${this.id}`, how, () => this.hold()).catch(() => this.say("elsewhere"));
  }

  /** Keeps the lock until somebody leaves or takes over. */
  private hold(): Promise<void> {
    return new Promise((release) => {
      this.stop = release;
      this.stealing = false;
      if (this.left) release();
      this.say("here");
    });
  }
}
