// Offers to put back the sheet that was taken out last, with its photos, also after a restart.
import type { RemovedSheet } from "../../data";
import type { SiteChecklist } from "../../rules";
import { t } from "../../ui/texts/texts-sheets";
import { titleOf } from "./site";
import { restoreSheet } from "./sheets";
import type { Scores } from "./useScores";

export function UndoRemoval({
  removed,
  scores,
  checklist,
}: {
  removed: RemovedSheet | undefined;
  scores: Scores;
  checklist: SiteChecklist;
}) {
  const table = checklist.tables.find((one) => one.id === removed?.sheet.table);
  if (!removed || !table) return null;
  const n = Object.values(removed.photos).flat().length;
  return (
    <div class="sheet-undo" role="status" data-test="removed">
      <span>
        {t(n ? "sheets.removed-photos" : "sheets.removed", { sheet: titleOf(table, removed.sheet), n })}
      </span>
      <button
        type="button"
        class="button"
        data-test="undo"
        disabled={scores.photosSaving > 0}
        onClick={() => void scores.edit(restoreSheet)}
      >
        {t("sheets.undo")}
      </button>
    </div>
  );
}
