// Counts photos that are being saved. They outlive the item they were taken at: an inspector goes on while a
// large one is made small.
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

/** Counts a photo as pending until the returned function is called. */
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

/** Counts the photos that are not on the disk yet, and draws again whenever that changes. */
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
