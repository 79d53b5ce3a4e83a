/** The thread that shrinks photos. One picture, one answer. */
import { drawSmall, type SmallPhoto } from "./shrink-draw";

export type ShrinkAnswer = SmallPhoto | { failed: true };

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = async (event: MessageEvent<Blob>) => {
  try {
    const small = await drawSmall(event.data, new OffscreenCanvas(1, 1));
    self.postMessage(small, [small.bytes]);
  } catch {
    self.postMessage({ failed: true } satisfies ShrinkAnswer);
  }
};
