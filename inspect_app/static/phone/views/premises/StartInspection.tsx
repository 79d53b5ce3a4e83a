// Starts an inspection of a premises, resumes the open draft, or mends what came back. Where a kind has
// several checklists, starting means choosing one first.
import { useState } from "preact/hooks";
import type { BoxEntry, Premises, PublishedChecklist } from "../../data";
import { dayOf } from "../../ui/formats/format";
import { NextButton } from "../../ui/controls/NextButton";
import { ProblemBox } from "../../ui/controls/Problem";
import { either, t } from "../../ui/texts/texts-more";
import { startInspection, resumeWork } from "./start-inspection";
import { problemOf, useApp, useLive } from "../context";
import { UnableHere } from "../unable/UnableHere";
import { AskAgain } from "./AskAgain";
import { ChooseChecklist } from "./ChooseChecklist";
import { mapSeen } from "./seen-today";
import { listOpenWork, wordsToMend, type OpenWork } from "./open-work";
import "../../styles/row.css";

interface Props {
  premises: Premises;
  checklists: readonly PublishedChecklist[];
}

export function StartInspection({ premises, checklists }: Props) {
  const { store } = useApp();
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [again, setAgain] = useState(false);
  const seen = useSeenToday(premises.id);
  const open = useOpenWork(premises.id);
  if (open === undefined) return null;
  const attempt = (work: Promise<void>) => void work.catch((error: unknown) => setProblem(problemOf(error)));
  const [only] = open;
  const several = checklists.length > 1;
  const goesOn = only !== undefined && !(several && open.length > 1);
  const start = () => {
    if (goesOn) attempt(resumeWork(store, only));
    else if (several) setChoosing(true);
    else if (seen[0] && !again) setAgain(true);
    else attempt(startInspection(store, premises.id));
  };
  return (
    <footer class="foot foot-column">
      {problem && <ProblemBox problem={problem} />}
      {checklists.length > 0 || only ? (
        <NextButton test="start" onClick={start}>
          {goesOn ? <GoOn work={only} checklists={checklists} /> : t("premises.start")}
        </NextButton>
      ) : (
        <p class="button button-blocked">{t("premises.no-checklist")}</p>
      )}
      {several && open.length === 1 && (
        <button type="button" class="button" data-test="start-other" onClick={() => setChoosing(true)}>
          {t("choose.other")}
        </button>
      )}
      <UnableHere {...{ premises, checklists, open }} onStart={attempt} />
      {again && seen[0] && (
        <AskAgain
          entry={seen[0]}
          onAgain={() => attempt(startInspection(store, premises.id))}
          onClose={() => setAgain(false)}
        />
      )}
      {choosing && (
        <ChooseChecklist
          {...{ premises, checklists, open, seen }}
          onOpen={attempt}
          onClose={() => setChoosing(false)}
        />
      )}
    </footer>
  );
}

/** Reads what was sealed here today, newest first. */
const useSeenToday = (premises: string): BoxEntry[] =>
  useLive(
    ["outbox", "sent", "inspections"],
    async (store) => (await mapSeen(store, dayOf(Date.now()))).get(premises) ?? [],
    [premises],
  ) ?? [];

const useOpenWork = (premises: string): OpenWork[] | undefined =>
  useLive(["drafts", "inspections", "outbox"], (store) => listOpenWork(store, premises), [premises]);

/** Words what is resumed, and its checklist where there are several. */
function GoOn({ work, checklists }: { work: OpenWork; checklists: readonly PublishedChecklist[] }) {
  return (
    <span class="foot-words">
      <span>{work.draft ? t("premises.continue") : wordsToMend(work)}</span>
      {checklists.length > 1 && <span class="foot-count">{nameOf(work, checklists)}</span>}
    </span>
  );
}

const nameOf = (work: OpenWork, checklists: readonly PublishedChecklist[]): string => {
  const found = checklists.find((one) => one.code === work.checklist);
  return found ? either(found.object) : "";
};
