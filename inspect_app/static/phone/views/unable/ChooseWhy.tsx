// Asks why nothing can be inspected.
import { REASONS, type Why } from "../../rules/unable";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-more";
import "../../styles/row.css";

export const whyWord = (why: Why): string => t(`unable.${why}`);

export function ChooseWhy({ onChoose, onClose }: { onChoose: (why: Why) => void; onClose: () => void }) {
  return (
    <Sheet title={t("unable.title")} second={t("unable.lead")} onClose={onClose}>
      <div class="card">
        {REASONS.map((why) => (
          <button
            type="button"
            class="list-row"
            data-test={`unable-${why}`}
            onClick={() => {
              onClose();
              onChoose(why);
            }}
          >
            <b>{whyWord(why)}</b>
          </button>
        ))}
      </div>
    </Sheet>
  );
}
