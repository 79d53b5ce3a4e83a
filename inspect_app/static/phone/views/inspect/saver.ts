// Saves every change at once. While one write is under way the next waits, and of two for the same item only
// the newest is written.
import { StoreError } from "../../data";

export type Saving = "saving" | "saved" | "failed";
type Write<T> = (item: string, answer: T | null) => Promise<unknown>;
type Listener = (state: Saving, error?: unknown) => void;

export class Saver<T> {
  state: Saving = "saved";
  private readonly waiting = new Map<string, T | null>();
  private readonly listeners = new Set<Listener>();
  private writing: [string, T | null] | null = null;
  private running: Promise<void> | null = null;

  constructor(private readonly write: Write<T>) {}

  /** What was tapped and is not on the disk yet. */
  get unsaved(): Record<string, T | null> {
    return Object.fromEntries([...(this.writing ? [this.writing] : []), ...this.waiting]);
  }

  save(item: string, answer: T | null): void {
    this.waiting.set(item, answer);
    void this.flush().catch(() => undefined); // listeners are told
  }

  /** Resolves when everything is on the disk; rejects with what is in the way. */
  flush(): Promise<void> {
    if (!this.running && !this.waiting.size) return Promise.resolve();
    return (this.running ??= this.run());
  }

  watch(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private async run(): Promise<void> {
    this.tell("saving");
    try {
      while (this.waiting.size) await this.writeOne();
      this.running = null;
      this.tell("saved");
    } catch (error) {
      this.running = null;
      // The draft was sealed or thrown away: what comes under the same name is another one.
      if (error instanceof StoreError && error.code === "draft_gone") this.waiting.clear();
      this.tell("failed", error);
      if (!this.waiting.size) this.state = "saved";
      throw error;
    }
  }

  private tell(state: Saving, error?: unknown): void {
    this.state = state;
    for (const listener of [...this.listeners]) listener(state, error);
  }

  /** Writes the next waiting change; one that failed waits again, unless a newer one replaced it. */
  private async writeOne(): Promise<void> {
    const [item, answer] = (this.writing = this.waiting.entries().next().value!);
    this.waiting.delete(item);
    try {
      await this.write(item, answer);
    } catch (error) {
      if (!this.waiting.has(item)) this.waiting.set(item, answer);
      throw error;
    } finally {
      this.writing = null;
    }
  }
}

const savers = new Map<string, Saver<unknown>>();

/**
 * Finds the saver of a key; it lives as long as the page, so what failed on one screen is known on the
 * next.
 */
export function saverOf<T>(key: string, write: Write<T>): Saver<T> {
  const known = savers.get(key) as Saver<T> | undefined;
  if (known) return known;
  const made = new Saver(write);
  savers.set(key, made as Saver<unknown>);
  return made;
}

/** Forgets what could not be saved here, for another window writes on and it would come back over that. */
export function forgetUnsaved(draft: string): void {
  for (const key of [...savers.keys()]) if (key.endsWith(`:${draft}`)) savers.delete(key);
}
