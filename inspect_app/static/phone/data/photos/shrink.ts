/** Shrinks a photo off the main thread: 1,600 px on the longest side, upright, without metadata. */
import { drawSmall, type SmallPhoto } from "./shrink-draw";
import { looksWhole } from "./whole";
import type { ShrinkAnswer } from "./shrink.worker";
import { scriptUrl } from "../trusted";
import workerUrl from "./shrink.worker?worker&url";

const PATIENCE = 30_000;

export type Refused = "photo_damaged" | "photo_heic";

/** Says why not, where it is no whole picture, or cannot be read, or does not come to an end; of what an
 * iPhone took and this browser does not read it says that. */
export async function shrink(file: Blob): Promise<SmallPhoto | Refused> {
  try {
    if (!looksWhole(new Uint8Array(await within(PATIENCE, file.arrayBuffer())))) throw new Error("cut off");
    return await inTurn(() => decode(file));
  } catch {
    return (await isHeic(file)) ? "photo_heic" : "photo_damaged";
  }
}

async function decode(file: Blob): Promise<SmallPhoto> {
  const answer = await inWorker(file).catch(() => null);
  if (answer && "bytes" in answer) return answer;
  // No worker or no OffscreenCanvas (older Safari): slower, on this thread. A damaged picture fails here.
  return within(PATIENCE, drawSmall(file, document.createElement("canvas")));
}

let last: Promise<unknown> = Promise.resolve();

/** Begins a piece of work once the one before has ended: two pictures of twelve megapixels unpacked at once
 * are more than some phones hold. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn.catch(() => undefined);
  return turn;
}

/** Tells whether a file is of the kind that iPhones save and other browsers do not decode. */
async function isHeic(file: Blob): Promise<boolean> {
  const head = await file
    .slice(4, 12)
    .text()
    .catch(() => "");
  return /^ftyp(hei[cfmsx]|hev[cmsx]|mif1|msf1)$/.test(head);
}

/** Rejects work that takes too long: a phone may end a worker silently, a cloud album never answer. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("too slow")), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function inWorker(file: Blob): Promise<ShrinkAnswer> {
  const worker = new Worker(scriptUrl(workerUrl), { type: "module" });
  const answer = new Promise<ShrinkAnswer>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<ShrinkAnswer>) => resolve(event.data);
    worker.onerror = reject;
    worker.postMessage(file);
  });
  return within(PATIENCE, answer).finally(() => worker.terminate());
}
