// Leads to what is missing; when nothing is, freezes the inspection. Also draws the screen after the seal.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { hashesOf, type Draft, type Problem } from "../../data";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Mark } from "../../ui/drawings/Icon";
import { Name } from "../../ui/controls/Name";
import { NextButton } from "../../ui/controls/NextButton";
import { ProblemBox } from "../../ui/controls/Problem";
import { gap, t } from "../../ui/texts/texts-more";
import { problemOf, useApp } from "../context";
import { type Missing } from "./missing";
import { goToMissing } from "./MissingList";
import { AfterSeal } from "../children/AfterSeal";
import { Later } from "../round/Later";
import { PapersLink } from "../papers/PapersLink";
import { usePendingPhotos } from "../photos/pending-photos";
import { type OpenDraft } from "../inspect/useDraft";
import "../../styles/seal.css";

interface Props {
  open: OpenDraft;
  missing: Missing[];
  ordered?: boolean;
  onSealed: () => void;
}

export function SealFoot({ open, missing, ordered = false, onSealed }: Props) {
  const { busy, problem, seal } = useSeal(open, ordered, onSealed);
  const [first] = missing;
  const taking = usePendingPhotos((taken) => taken.draft === open.draft.id);
  return (
    <footer class="foot foot-column">
      {problem && <ProblemBox problem={problem} />}
      {first && (
        <NextButton test="first-gap" onClick={() => goToMissing(first, open.draft)}>
          {t("seal.go-first")}
        </NextButton>
      )}
      {taking > 0 && (
        <p class="small" role="status" data-test="photos-saving">
          {t("seal.photos-saving", { n: taking })}
        </p>
      )}
      {first ? (
        <Later draft={open.draft} missing={missing}>
          <p class="button button-blocked" data-test="seal-blocked">
            {t("seal.blocked", { n: missing.length })}
          </p>
        </Later>
      ) : (
        <button
          type="button"
          class="button button-next button-wide"
          disabled={busy || taking > 0}
          data-test="seal"
          onClick={() => void seal()}
        >
          {t(busy ? "seal.doing" : "seal.do")}
        </button>
      )}
    </footer>
  );
}

/** Freezes the draft as it is on the disk, and has it sent. */
function useSeal({ draft, flush }: OpenDraft, ordered: boolean, onSealed: () => void) {
  const { store, sync } = useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const seal = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await flush();
      const saved = (await store.drafts.get(draft.id)) ?? draft;
      if (saved.removed) await store.drafts.editSheets(draft.id, (open) => void delete open.removed);
      await store.seal(draft.id, { withCode: ordered });
      sync.nudge();
      onSealed();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return { busy, problem, seal };
}

export function Sealed({ draft, result }: { draft: Draft; result: ComponentChildren }) {
  const photos = hashesOf({ photos: draft.photos, signatures: [] }).length;
  return (
    <>
      <BackHeader name={t("sealed.title")} parent="/" plain />
      <main class="body">
        <div class="empty" role="status" data-test="sealed">
          <Mark name="sealed" class="sealed-mark" />
          <b>
            <Name of={draft.premises_name} />
          </b>
          <p>
            {t("sealed.what", { photos })}
            {gap()}
            {t("sealed.lead")}
          </p>
        </div>
        {result}
        <PapersLink id={draft.id} />
      </main>
      <AfterSeal draft={draft} />
    </>
  );
}
