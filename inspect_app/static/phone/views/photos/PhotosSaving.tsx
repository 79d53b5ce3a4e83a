// Says why the sheets can't be changed for the moment.
import { t } from "../../ui/texts/texts-sheets";
import type { Scores } from "../tables/useScores";

export function PhotosSaving({ scores: { photosSaving: n } }: { scores: Scores }) {
  if (n === 0) return null;
  return (
    <p class="small" role="status" data-test="photos-saving">
      {t("sheets.photos-saving", { n })}
    </p>
  );
}
