// Remembers the pass that led on by itself, so that it can be taken back for some seconds.
import { useEffect, useState } from "preact/hooks";
import type { Answer } from "../../data";

export interface Passed {
  item: string;
  /** What stood there before. */
  before: Answer | null;
}

/** How long it can be taken back, in milliseconds. */
export const UNDO = 5000;
/** A hurried thumb taps twice: in the first moments after the way led on a pass is not meant for this item. */
export const HURRY = 400;

/** Holds the last pass that led on; a later one takes its place. */
export function usePassed() {
  const [passed, setPassed] = useState<Passed | null>(null);
  useEffect(() => {
    if (!passed) return;
    const timer = setTimeout(() => setPassed(null), UNDO);
    return () => clearTimeout(timer);
  }, [passed]);
  return { passed, setPassed };
}
