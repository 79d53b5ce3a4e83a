// Reads one draft with what was tapped and is not saved yet laid over it; its time of saving changes only
// after the write.
import { useEffect } from "preact/hooks";
import type { Answer, Draft, PublishedChecklist } from "../../data";
import { useApp, useLive } from "../context";
import type { Saving } from "./saver";
import { laidOver, useSaver } from "./useSaver";

export interface OpenDraft {
  draft: Draft;
  checklist: PublishedChecklist;
  saving: Saving;
  answer: (item: string, answer: Answer | null) => void;
  /** Before the seal: rejects while something that was tapped is not on the disk. */
  flush: () => Promise<void>;
}

/**
 * Reads a draft: undefined while it loads, "gone" when it is not here, "no-list" when its checklist is not.
 */
export function useDraft(id: string): OpenDraft | "gone" | "no-list" | undefined {
  const { store } = useApp();
  const stored = useLive(["drafts"], (store) => store.drafts.get(id), [id]);
  const checklist = useLive(
    ["checklists"],
    async (store) =>
      stored ? store.checklists.get(stored.checklist.code, stored.checklist.version) : undefined,
    [stored?.checklist.sha256],
  );
  const { tapped, saving, save, flush, readBack } = useSaver<Answer>(`answers:${id}`, (item, answer) =>
    store.drafts.answer(id, item, answer),
  );
  useEffect(() => {
    if (stored) readBack(stored.answers);
  }, [stored]);
  if (stored === null) return "gone";
  if (!stored || checklist === undefined) return undefined;
  if (checklist === null) return "no-list";
  return {
    draft: { ...stored, answers: laidOver(stored.answers, tapped) },
    checklist,
    saving,
    answer: save,
    flush,
  };
}
