// Saves every change at once. While one write is under way the next waits, and of two for the same item only the newest is written.
export type Saving = "saving" | "saved" | "failed";
type Write<T> = (item: string, answer: T | null) => Promise<unknown>;
type Listener = (state: Saving, error?: unknown) => void;

export class Saver<T> {
  state: Saving = "saved";
  private readonly waiting = new Map<string, T | null>();
  private readonly listeners = new Set<Listener>();
  private running: Promise<void> | null = null;

  constructor(private readonly write: Write<T>) {}

  /** What is not on the disk: it was tapped, and stands over what is. */
  get unsaved(): Record<string, T | null> {
    return Object.fromEntries(this.waiting);
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
      for (let next = this.take(); next; next = this.take()) {
        await this.write(...next).catch((error: unknown) => {
          this.keep(next!);
          throw error;
        });
      }
      this.running = null;
      this.tell("saved");
    } catch (error) {
      this.running = null;
      this.tell("failed", error);
      throw error;
    }
  }

  private tell(state: Saving, error?: unknown): void {
    this.state = state;
    for (const listener of [...this.listeners]) listener(state, error);
  }

  private take(): [string, T | null] | undefined {
    const next = this.waiting.entries().next().value;
    if (next) this.waiting.delete(next[0]);
    return next;
  }

  /** What failed is tried again with the next change, unless that change replaced it. */
  private keep([item, answer]: [string, T | null]): void {
    if (!this.waiting.has(item)) this.waiting.set(item, answer);
  }
}

const savers = new Map<string, Saver<unknown>>();

/** One for the life of the page: what failed on one screen is still known on the next, and at the seal. */
export function saverOf<T>(key: string, write: Write<T>): Saver<T> {
  const known = savers.get(key) as Saver<T> | undefined;
  if (known) return known;
  const made = new Saver(write);
  savers.set(key, made as Saver<unknown>);
  return made;
}
