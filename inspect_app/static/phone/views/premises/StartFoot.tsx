// The one button of a premises: begin, go on with the draft, or mend what came back. Where a kind has several
// checklists, beginning means choosing one first.
import { useState } from "preact/hooks";
import type { Premises, PublishedChecklist } from "../../data";
import { Icon } from "../../ui/drawings/Icon";
import { ProblemBox } from "../../ui/controls/Problem";
import { either, t } from "../../ui/texts/texts-more";
import { begin, goOn } from "./begin";
import { problemOf, useApp, useLive } from "../context";
import { ChooseChecklist } from "./ChooseChecklist";
import { listWork, wordsToMend, type Work } from "./work";
import "../../styles/row.css";

export function StartFoot({
  premises,
  checklists,
}: {
  premises: Premises;
  checklists: readonly PublishedChecklist[];
}) {
  const { store } = useApp();
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null);
  const [choosing, setChoosing] = useState(false);
  const open = useLive(["drafts", "inspections", "outbox"], (kept) => listWork(kept, premises.id), [
    premises.id,
  ]);
  if (open === undefined) return null;
  const attempt = (work: Promise<void>) => void work.catch((error: unknown) => setProblem(problemOf(error)));
  const [only] = open;
  const several = checklists.length > 1;
  const goesOn = only !== undefined && !(several && open.length > 1);
  const start = () => {
    if (goesOn) attempt(goOn(store, only));
    else if (several) setChoosing(true);
    else attempt(begin(store, premises.id));
  };
  return (
    <footer class="foot foot-column">
      {problem && <ProblemBox problem={problem} />}
      {checklists.length > 0 || only ? (
        <button type="button" class="button button-next foot-main" data-test="start" onClick={start}>
          {goesOn ? (
            <span class="foot-words">
              <span>{wordOf(only)}</span>
              {several && <span class="foot-count">{nameOf(only, checklists)}</span>}
            </span>
          ) : (
            t("premises.start")
          )}
          <Icon name="next" />
        </button>
      ) : (
        <p class="button button-blocked">{t("premises.no-checklist")}</p>
      )}
      {several && open.length === 1 && (
        <button type="button" class="button" data-test="start-other" onClick={() => setChoosing(true)}>
          {t("choose.other")}
        </button>
      )}
      {choosing && (
        <ChooseChecklist
          premises={premises}
          checklists={checklists}
          open={open}
          onOpen={attempt}
          onClose={() => setChoosing(false)}
        />
      )}
    </footer>
  );
}

const nameOf = (work: Work, checklists: readonly PublishedChecklist[]): string => {
  const found = checklists.find((one) => one.code === work.checklist);
  return found ? either(found.object) : "";
};

const wordOf = (work: Work): string => (work.draft ? t("premises.continue") : wordsToMend(work));
