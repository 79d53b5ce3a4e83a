// One draft as the inspector sees it: what was tapped shows at once, the time of saving only after the write is complete.
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Answer, Draft, PublishedChecklist } from "../data";
import { problemOf, useApp, useLive } from "./context";
import { Saver } from "./saver";

export type Saving = "saving" | "saved" | "failed";
export interface OpenDraft {
  draft: Draft;
  checklist: PublishedChecklist;
  saving: Saving;
  answer: (item: string, answer: Answer | null) => void;
}

/** Undefined while it loads; "gone" when there is no such draft here, "no-list" when its checklist is not here. */
export function useDraft(id: string): OpenDraft | "gone" | "no-list" | undefined {
  const { store, tell } = useApp();
  const stored = useLive(["drafts"], (kept) => kept.drafts.get(id), [id]);
  const checklist = useLive(
    ["checklists"],
    async (kept) =>
      stored ? kept.checklists.get(stored.checklist.code, stored.checklist.version) : undefined,
    [stored?.checklist.sha256],
  );
  const [tapped, setTapped] = useState<Tapped<Answer>>({});
  const [saving, setSaving] = useState<Saving>("saved");
  const saver = useMemo(
    () =>
      new Saver<Answer>(
        (item, answer) => store.drafts.answer(id, item, answer),
        (state, error) => {
          setSaving(state);
          if (error) tell(problemOf(error));
        },
      ),
    [store, id],
  );
  useEffect(() => {
    if (stored) setTapped((before) => stillAhead(before, stored.answers));
  }, [stored]);
  if (stored === null) return "gone";
  if (!stored || checklist === undefined) return undefined;
  if (checklist === null) return "no-list";
  const answer = (item: string, next: Answer | null) => {
    setTapped((before) => ({ ...before, [item]: next }));
    saver.save(item, next);
  };
  return { draft: { ...stored, answers: laidOver(stored.answers, tapped) }, checklist, saving, answer };
}

export type Tapped<T> = Record<string, T | null>;

/** What was tapped and is not read back yet. Dropping it earlier would show, and build upon, an older answer. */
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
