// Lays what was tapped over what is stored, on whichever screen, until it is saved and read back.
import { useEffect, useMemo, useState } from "preact/hooks";
import { lossOf, useApp } from "../context";
import { saverOf, type Saving } from "./saver";

export type Tapped<T> = Record<string, T | null>;

export interface Edits<T> {
  tapped: Tapped<T>;
  saving: Saving;
  save: (item: string, next: T | null) => void;
  /** Resolves when everything is on the disk; rejects with what is in the way. */
  flush: () => Promise<void>;
  /** Drops what was tapped and is stored by now. */
  readBack: (stored: Record<string, T>) => void;
}

/** Saves what is tapped; `key` names the draft and what of it is saved. */
export function useSaver<T>(
  key: string,
  write: (item: string, next: T | null) => Promise<unknown>,
): Edits<T> {
  const { tell } = useApp();
  const saver = useMemo(() => saverOf<T>(key, write), [key]);
  const [tapped, setTapped] = useState<Tapped<T>>(saver.unsaved);
  const [saving, setSaving] = useState<Saving>(saver.state);
  useEffect(() => {
    const stop = saver.watch((state, error) => {
      setSaving(state);
      if (error) tell(lossOf(error));
    });
    // A write may have ended between the drawing and this effect.
    setSaving(saver.state);
    setTapped((before) => ({ ...before, ...saver.unsaved }));
    return () => {
      stop();
      // A write that goes on is told to whichever screen comes next.
      if (saver.state === "saving")
        saver.flush().catch((error) => saver.state === "failed" && tell(lossOf(error)));
    };
  }, [saver]);
  return {
    tapped,
    saving,
    save: (item, next) => {
      setTapped((before) => ({ ...before, [item]: next }));
      saver.save(item, next);
    },
    flush: () => saver.flush(),
    readBack: (stored) => setTapped((before) => stillAhead(before, stored)),
  };
}

/**
 * Lays over what was tapped and is not read back yet. Dropping it earlier would show, and build upon, an
 * older answer.
 */
export function stillAhead<T>(tapped: Tapped<T>, saved: Record<string, T>): Tapped<T> {
  const same = (item: string) => JSON.stringify(tapped[item]) === JSON.stringify(saved[item] ?? null);
  return Object.fromEntries(Object.entries(tapped).filter(([item]) => !same(item)));
}

export function laidOver<T>(saved: Record<string, T>, tapped: Tapped<T>): Record<string, T> {
  const answers = { ...saved };
  for (const [item, answer] of Object.entries(tapped)) {
    if (answer) answers[item] = answer;
    else delete answers[item];
  }
  return answers;
}
