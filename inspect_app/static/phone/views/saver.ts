// Saves every change at once. While one write is under way the next waits, and of two for the same item only the newest is written.
type Write<T> = (item: string, answer: T | null) => Promise<unknown>;

export class Saver<T> {
  private readonly waiting = new Map<string, T | null>();
  private running = false;

  constructor(
    private readonly write: Write<T>,
    private readonly tell: (state: "saving" | "saved" | "failed", error?: unknown) => void,
  ) {}

  save(item: string, answer: T | null): void {
    this.waiting.set(item, answer);
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    this.tell("saving");
    try {
      for (let next = this.take(); next; next = this.take()) {
        await this.write(...next).catch((error: unknown) => {
          this.keep(next!);
          throw error;
        });
      }
      this.tell("saved");
    } catch (error) {
      this.tell("failed", error);
    } finally {
      this.running = false;
    }
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
