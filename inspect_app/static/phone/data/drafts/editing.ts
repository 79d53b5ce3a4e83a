/** One tab at a time edits an inspection. The lock goes with its tab, however that ends. */
import type { Uuid } from "../types";

export type Editor = "asking" | "here" | "elsewhere";

/** A tab that was just left gives its lock up a moment late. */
const PATIENCE = 300;

/** Tells who edits until `leave` is called; waits for its turn meanwhile. `takeOver` takes it from a tab that is alive. */
export function editAlone(id: Uuid, tell: (editor: Editor) => void) {
  const { locks } = globalThis.navigator as { locks?: LockManager };
  let taking = false;
  let left = false;
  let stop: () => void = () => undefined;
  const say = (editor: Editor) => {
    clearTimeout(patience);
    if (!left) tell(editor);
  };
  const patience = setTimeout(() => say("elsewhere"), PATIENCE);

  const held = () =>
    new Promise<void>((release) => {
      stop = release;
      taking = false;
      if (left) release();
      say("here");
    });

  async function ask(lock: LockManager): Promise<void> {
    const waiting = new AbortController();
    stop = () => waiting.abort();
    const how = taking ? { steal: true } : { signal: waiting.signal };
    // It ends with an error when another tab takes over, or when what is asked for changes.
    await lock.request(`draft:${id}`, how, held).catch(() => say("elsewhere"));
  }

  async function askUntilLeft(lock: LockManager): Promise<void> {
    while (!left) await ask(lock);
  }

  if (locks) void askUntilLeft(locks);
  else say("here"); // without Web Locks every change is still a transaction of its own, and the last one stands

  return {
    takeOver(): void {
      taking = true;
      stop();
    },
    leave(): void {
      left = true;
      clearTimeout(patience);
      stop();
    },
  };
}
