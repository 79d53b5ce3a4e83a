// Asks once for what is recorded of a premises and never judged, shows the known part, and runs the call
// drill.
import { useState } from "preact/hooks";
import type { Answer } from "../../data";
import { profileOf, type Item, type Step } from "../../rules";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Icon } from "../../ui/drawings/Icon";
import { either, t } from "../../ui/texts/texts-more";
import { givenOf } from "../inspect/progress";
import type { OpenDraft } from "../inspect/useDraft";
import { answerWords } from "../answers/answer-words";
import { Drill } from "./Drill";
import { ProfileField } from "./ProfileField";
import "../../styles/form.css";

export const PROFILE = "profile";

export function ProfileScreen({ open, onNext }: { open: OpenDraft; onNext: () => void }) {
  const { draft, checklist } = open;
  const steps = profileOf(checklist.object, givenOf(draft)).filter((step) => step.visible);
  const drill = steps.filter(({ item }) => item.condition !== null);
  const asked = steps.filter(({ item }) => item.condition === null);
  const put = (item: Item, answer: Answer | null) => open.answer(item.id, answer);
  return (
    <>
      <BackHeader name={draft.premises_name} parent="/" fact={t("profile.title")} />
      <main class="body item" data-test="profile">
        <div class="item-head">
          <h2 class="ask">{t("profile.title")}</h2>
          <p class="second">{t("profile.lead")}</p>
        </div>
        {asked.map((step) => (
          <Asked step={step} answer={draft.answers[step.item.id]} onChange={put} />
        ))}
        {drill.length > 0 && (
          <Drill draftId={draft.id} steps={drill} answers={draft.answers} onChange={put} />
        )}
      </main>
      <footer class="foot">
        <button type="button" class="button button-next foot-main" data-test="next" onClick={onNext}>
          {t("profile.go-on")}
          <Icon name="next" />
        </button>
      </footer>
    </>
  );
}

/** Shows what was known before this visit; it is changed only on purpose. */
function Asked({
  step: { item },
  answer,
  onChange,
}: {
  step: Step;
  answer: Answer | undefined;
  onChange: (item: Item, answer: Answer | null) => void;
}) {
  const [known, setKnown] = useState(answer !== undefined);
  if (!known || !answer)
    return <ProfileField item={item} answer={answer} onChange={(next) => onChange(item, next)} />;
  return (
    <div class="known">
      <span class="list-row-text">
        <span class="second">{either(item)}</span>
        <b>{answerWords(item, answer)}</b>
      </span>
      <button type="button" class="button" onClick={() => setKnown(false)}>
        {t("profile.change")}
      </button>
    </div>
  );
}
