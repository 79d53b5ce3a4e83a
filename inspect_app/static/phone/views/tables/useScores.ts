// Keeps the points that were tapped: they show at once, and are on the disk before the next screen.
import { useEffect } from "preact/hooks";
import type { Draft, SheetScore, TableSheet } from "../../data";
import { lossOf, useApp } from "../context";
import type { Saving } from "../inspect/saver";
import { usePendingPhotos } from "../photos/pending-photos";
import type { OpenDraft } from "../inspect/useDraft";
import { laidOver, useSaver } from "../inspect/useSaver";
import { addressOf, hasTwins, setScore, separateTwins } from "./sheets";

export interface Scores {
  draft: Draft;
  tables: TableSheet[];
  saving: Saving;
  flush: () => Promise<void>;
  score: (key: string, score: SheetScore | null) => void;
  /**
   * How many photos are being saved under names of these sheets; until then no sheet is added, removed or
   * renamed.
   */
  photosSaving: number;
  /** Adds, removes or renames sheets, after the points tapped so far; resolves when it is on the disk. */
  edit: (work: (draft: Draft) => void) => Promise<unknown>;
}

export function useScores({ draft, saving: answering, flush: flushAnswers }: OpenDraft): Scores {
  const { store, tell } = useApp();
  const { id } = draft;
  const { tapped, saving, save, flush, readBack } = useSaver<SheetScore>(`scores:${id}`, (key, score) =>
    store.drafts.editSheets(id, (open) => setScore(open, key, score)),
  );
  const photosSaving = usePendingPhotos((taken) => taken.draft === id);
  useEffect(() => readBack(flat(draft.tables)), [draft.saved_at]);
  const edit = (work: (draft: Draft) => void) =>
    flush()
      .then(() => store.drafts.editSheets(id, work))
      .catch((error: unknown) => tell(lossOf(error)));
  useEffect(() => {
    if (hasTwins(draft.tables)) void edit(separateTwins);
  }, [draft.saved_at]);
  const tables = withScores(draft.tables ?? [], laidOver(flat(draft.tables), tapped));
  return {
    draft: { ...draft, tables },
    tables,
    saving: saving === "saved" ? answering : saving,
    flush: () => flushAnswers().then(flush),
    score: save,
    photosSaving,
    edit,
  };
}

const flat = (tables: readonly TableSheet[] = []): Record<string, SheetScore> =>
  Object.fromEntries(
    tables.flatMap((sheet) =>
      Object.entries(sheet.scores).map(([slug, score]) => [addressOf(sheet, slug), score]),
    ),
  );

const withScores = (tables: readonly TableSheet[], scores: Record<string, SheetScore>): TableSheet[] =>
  tables.map((sheet) => {
    const name = `${addressOf(sheet)}.`;
    const own = Object.entries(scores).filter(([key]) => key.startsWith(name));
    return {
      ...sheet,
      scores: Object.fromEntries(own.map(([key, score]) => [key.slice(name.length), score])),
    };
  });
