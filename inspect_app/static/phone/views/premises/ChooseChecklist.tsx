// Offers the checklists of a kind: each says when it is used, and resumes where it is open already. An
// acceptance asks which unit work first.
import { useState } from "preact/hooks";
import { countAnswered, type BoxEntry, type Premises, type PublishedChecklist } from "../../data";
import { dayOf } from "../../ui/formats/format";
import { Icon } from "../../ui/drawings/Icon";
import { Sheet } from "../../ui/controls/Sheet";
import { either, t, word } from "../../ui/texts/texts-more";
import { startInspection, resumeWork } from "./start-inspection";
import { useApp } from "../context";
import { AskAgain } from "./AskAgain";
import { ACCEPTANCE } from "./hierarchy";
import { wordsToMend, type OpenWork } from "./open-work";
import { inOrderOfUse } from "./checklist-order";
import { ChildRow } from "../children/ChildRow";
import { NotHereYet } from "../children/NotHereYet";
import { useChildren } from "../children/useChildren";

interface Props {
  premises: Premises;
  checklists: readonly PublishedChecklist[];
  open: readonly OpenWork[];
  /** What was sealed here today. */
  seen: readonly BoxEntry[];
  onOpen: (work: Promise<void>) => void;
  onClose: () => void;
}

export function ChooseChecklist(props: Props) {
  const [accepting, setAccepting] = useState(false);
  return accepting ? (
    <UnitWorks site={props.premises} onClose={props.onClose} />
  ) : (
    <Lists {...props} onAccept={() => setAccepting(true)} />
  );
}

function Lists({
  premises,
  checklists,
  open,
  seen,
  onOpen,
  onClose,
  onAccept,
}: Props & { onAccept: () => void }) {
  const { store } = useApp();
  const [again, setAgain] = useState<BoxEntry | null>(null);
  const begin = (code: string) => {
    onClose();
    onOpen(startInspection(store, premises.id, { code }));
  };
  const choose = (code: string, work: OpenWork | undefined) => {
    if (code === ACCEPTANCE) return onAccept();
    const today = seen.find((one) => one.checklist === code);
    if (!work && today) return setAgain(today);
    if (!work) return begin(code);
    onClose();
    onOpen(resumeWork(store, work));
  };
  if (again)
    return <AskAgain entry={again} onAgain={() => begin(again.checklist!)} onClose={() => setAgain(null)} />;
  return (
    <Sheet title={t("choose.title")} second={t("choose.second")} onClose={onClose}>
      {inOrderOfUse(checklists).map(({ code, object }) => {
        const work = open.find((one) => one.checklist === code);
        return (
          <button
            type="button"
            class="list-row"
            data-test={`choose-${code}`}
            onClick={() => choose(code, work)}
          >
            <span class="list-row-text">
              <b>{either(object)}</b>
              <span class="second">{whenUsed(code)}</span>
              {!work && seen.some((one) => one.checklist === code) && (
                <span class="small">{t("premises.seen-today")}</span>
              )}
              {work && <span class="small tone-turn">{stateOf(work)}</span>}
            </span>
            <Icon name="next" />
          </button>
        );
      })}
    </Sheet>
  );
}

function UnitWorks({ site, onClose }: { site: Premises; onClose: () => void }) {
  const found = useChildren(site);
  const today = dayOf(Date.now());
  return (
    <Sheet title={t("choose.unit-work")} second={t("accept.first-counts")} onClose={onClose}>
      {found && !found.whole && <NotHereYet kind="unit_work" />}
      {found?.whole && found.rows.length === 0 && (
        <p class="list-row">{word("children.none", "unit_work")}</p>
      )}
      <ul>
        {found?.rows.map((work) => (
          <ChildRow child={work} parent={site} today={today} underWay={found.underWay.get(work.id)} />
        ))}
      </ul>
    </Sheet>
  );
}

function whenUsed(code: string): string {
  const said = word("choose.when", code);
  return said === code ? "" : said;
}

const stateOf = (work: OpenWork): string =>
  work.draft ? t("choose.open", { n: countAnswered(work.draft) }) : wordsToMend(work);
