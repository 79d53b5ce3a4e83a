// Photos that are being saved. They outlive the item they were taken at: an inspector goes on while a large one is made small.
import { useEffect, useState } from "preact/hooks";
import type { Uuid } from "../../data";
import { underWay } from "../../ui/before-leaving";

interface PendingPhoto {
  draft: Uuid;
  item: string;
}

const pending = new Set<PendingPhoto>();
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());

/** Call what comes back once it is on the disk, or has failed. */
export function startSaving(photo: PendingPhoto): () => void {
  const one = { ...photo };
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  pending.add(one);
  underWay.add(ended);
  tell();
  return () => {
    pending.delete(one);
    underWay.delete(ended);
    end();
    tell();
  };
}

/** How many of these are not on the disk yet; drawn again whenever that changes. */
export function usePendingPhotos(which: (photo: PendingPhoto) => boolean = () => true): number {
  const [, draw] = useState({});
  useEffect(() => {
    const listener = () => draw({});
    listeners.add(listener);
    listener(); // one may have ended since the drawing
    return () => void listeners.delete(listener);
  }, []);
  return [...pending].filter(which).length;
}
