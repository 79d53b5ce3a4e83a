// Takes a draft away that was begun by mistake: behind a menu at the head, away from the thumb, and asked once.
import { useState } from "preact/hooks";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { problemOf, useApp } from "../context";

/** Opens the menu; three dots, which every phone knows. */
export function MoreButton({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      class="sheet-close"
      aria-label={t("inspect.more")}
      aria-expanded={open}
      data-test="more"
      onClick={onToggle}
    >
      <b aria-hidden="true">⋯</b>
    </button>
  );
}

/** Discards the draft with its photos after a second tap; the other button keeps it. */
export function Discard({ draftId, onKeep }: { draftId: string; onKeep: () => void }) {
  const { store, tell } = useApp();
  const [sure, setSure] = useState(false);
  const discard = () =>
    sure
      ? void store.drafts.discard(draftId).then(
          () => go("/", "replace"),
          (error: unknown) => tell(problemOf(error)),
        )
      : setSure(true);
  return (
    <div class="draft-menu">
      <button
        type="button"
        class={`button${sure ? " discard-sure" : ""}`}
        data-test="discard"
        onClick={discard}
      >
        {t(sure ? "inspect.discard-sure" : "inspect.discard")}
      </button>
      {sure && (
        <button type="button" class="button" data-test="keep" onClick={onKeep}>
          {t("inspect.keep")}
        </button>
      )}
    </div>
  );
}
