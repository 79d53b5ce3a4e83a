/** Tells every view, in this tab and the others, that a topic changed. No data travels: listeners read. */
import type { Topic } from "./types";

type Listener = (topics: Topic[]) => void;

export class Changes {
  private readonly listeners = new Set<Listener>();
  private readonly channel: BroadcastChannel | null;

  constructor(name: string) {
    this.channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
    this.channel?.addEventListener("message", (event: MessageEvent<Topic[]>) => this.tell(event.data));
  }

  watch(topics: Topic[], listener: (changed: Topic[]) => void): () => void {
    const filtered: Listener = (changed) => {
      if (changed.some((topic) => topics.includes(topic))) listener(changed);
    };
    this.listeners.add(filtered);
    return () => this.listeners.delete(filtered);
  }

  announce(topics: Topic[]): void {
    if (!topics.length) return;
    this.tell(topics);
    this.channel?.postMessage(topics);
  }

  close(): void {
    this.channel?.close();
    this.listeners.clear();
  }

  private tell(topics: Topic[]): void {
    for (const listener of [...this.listeners]) listener(topics);
  }
}
