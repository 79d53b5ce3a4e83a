/** Makes a photo small off the main thread: 1,600 px on the longest side, turned upright, nothing but the picture left. */
import { StoreError } from "./errors";
import { drawSmall } from "./shrink-draw";
import { looksWhole } from "./whole";
import type { ShrinkAnswer } from "./shrink.worker";
import { scriptUrl } from "./trusted";
import workerUrl from "./shrink.worker?worker&url";

export interface SmallPhoto {
  bytes: ArrayBuffer;
  type: "image/jpeg";
  width: number;
  height: number;
}

/** Throws `photo_damaged` for what is no whole picture. */
export async function shrink(file: Blob): Promise<SmallPhoto> {
  if (!looksWhole(new Uint8Array(await file.arrayBuffer()))) throw new StoreError("photo_damaged");
  const answer = await inWorker(file).catch(() => null);
  if (answer && "bytes" in answer) return answer;
  // No worker or no OffscreenCanvas there (older Safari): slower, on this thread. A damaged picture fails here too.
  return drawSmall(file, document.createElement("canvas")).catch((error: unknown) => {
    throw new StoreError("photo_damaged", error);
  });
}

function inWorker(file: Blob): Promise<ShrinkAnswer> {
  const worker = new Worker(scriptUrl(workerUrl), { type: "module" });
  return new Promise<ShrinkAnswer>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<ShrinkAnswer>) => resolve(event.data);
    worker.onerror = reject;
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
