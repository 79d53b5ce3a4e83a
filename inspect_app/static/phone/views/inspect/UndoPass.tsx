// Offers to take back the pass that led on by itself.
import { t } from "../../ui/texts/texts-more";
import "../../styles/item.css";

export function UndoPass({ name, onUndo }: { name: string; onUndo: () => void }) {
  return (
    <div class="undo" role="status" data-test="passed">
      <span>{t("inspect.passed", { item: name })}</span>
      <button type="button" class="button" data-test="undo" onClick={onUndo}>
        {t("inspect.undo")}
      </button>
    </div>
  );
}
