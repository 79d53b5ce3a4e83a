// Shows an inspection that another window fills in, as it is written, and the button that takes it over.
import { useMemo } from "preact/hooks";
import type { Draft, PublishedChecklist } from "../../data";
import type { SiteChecklist } from "../../rules";
import { BackHeader } from "../../ui/controls/AppHeader";
import { lazy } from "../../ui/controls/Lazy";
import { Banner } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts-more";
import { MissingDraft } from "./MissingDraft";
import { RecordAnswers, type Written } from "../record/RecordAnswers";
import { forgetUnsaved } from "./saver";
import { asSite, isScored } from "../scored-checklist";
import { useDraft } from "./useDraft";

const RecordSheets = lazy<{ record: Written; checklist: SiteChecklist }>(() =>
  import("../tables/RecordSheets").then((part) => part.RecordSheets),
);

export function ReadOnlyDraft({ id, onTake }: { id: string; onTake: () => void }) {
  useMemo(() => forgetUnsaved(id), [id]); // before it is laid over what the other window writes
  const open = useDraft(id);
  if (open === undefined) return null;
  if (typeof open === "string") return <MissingDraft id={id} />;
  return (
    <>
      <BackHeader name={open.draft.premises_name} parent="/" />
      <div class="notice" data-test="read-only">
        <Banner
          action={
            <button type="button" class="button button-ink" data-test="take-over" onClick={onTake}>
              {t("editor.take-over")}
            </button>
          }
        >
          {t("editor.elsewhere")}
        </Banner>
      </div>
      <main class="body">
        <SoFar draft={open.draft} checklist={open.checklist} />
      </main>
    </>
  );
}

function SoFar({ draft, checklist: { object } }: { draft: Draft; checklist: PublishedChecklist }) {
  const record: Written = { body: draft, row: null };
  if (isScored(object)) return <RecordSheets record={record} checklist={asSite(object)} />;
  return <RecordAnswers record={record} checklist={object} />;
}
