// Which of a kind's checklists: each says when it is used, and goes on where it is open already.
import type { Premises, PublishedChecklist } from "../../data";
import { Icon } from "../../ui/Icon";
import { Sheet } from "../../ui/Sheet";
import { either, t, word } from "../../ui/texts-more";
import { begin, goOn } from "../begin";
import { useApp } from "../context";
import type { Work } from "../work";
import { inOrderOfUse } from "./checklist-order";

interface Props {
  premises: Premises;
  checklists: readonly PublishedChecklist[];
  open: readonly Work[];
  onOpen: (work: Promise<void>) => void;
  onClose: () => void;
}

export function ChooseChecklist({ premises, checklists, open, onOpen, onClose }: Props) {
  const { store } = useApp();
  return (
    <Sheet title={t("choose.title")} second={t("choose.second")} onClose={onClose}>
      {inOrderOfUse(checklists).map((checklist) => {
        const work = open.find((one) => one.checklist === checklist.code);
        return (
          <button
            type="button"
            class="line"
            data-test={`choose-${checklist.code}`}
            onClick={() => {
              onClose();
              onOpen(work ? goOn(store, work) : begin(store, premises.id, { code: checklist.code }));
            }}
          >
            <span class="line-text">
              <b>{either(checklist.object)}</b>
              <span class="second">{whenUsed(checklist.code)}</span>
              {work && <span class="small tone-turn">{stateOf(work)}</span>}
            </span>
            <Icon name="next" />
          </button>
        );
      })}
    </Sheet>
  );
}

function whenUsed(code: string): string {
  const said = word("choose.when", code);
  return said === code ? "" : said;
}

const stateOf = (work: Work): string =>
  work.draft
    ? t("choose.open", { n: Object.keys(work.draft.answers).length })
    : t("premises.mend", { n: work.returned });
