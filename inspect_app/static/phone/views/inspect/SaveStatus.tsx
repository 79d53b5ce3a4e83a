// Says whether what was tapped is on the disk; the time changes only after the write.
import { timeOf } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-more";
import type { OpenDraft } from "./useDraft";

export function SaveStatus({ open: { saving, draft } }: { open: OpenDraft }) {
  if (saving === "failed")
    return (
      <b class="app-header-tone-fail" role="alert">
        {t("inspect.not-saved")}
      </b>
    );
  const saved = t("inspect.saved", { time: timeOf(draft.saved_at) });
  return (
    <>
      <span aria-hidden="true" data-test="saved">
        {saving === "saving" ? t("inspect.saving") : saved}
      </span>
      <span class="sr" role="status">
        {saved}
      </span>
    </>
  );
}
