// Says at the door of a premises that nothing can be inspected, with or without a draft that is open.
import { useState } from "preact/hooks";
import type { Premises, PublishedChecklist } from "../../data";
import { t } from "../../ui/texts/texts-more";
import { useApp } from "../context";
import { ACCEPTANCE } from "../premises/hierarchy";
import type { OpenWork } from "../premises/open-work";
import { startUnable } from "../premises/start-inspection";
import { ChooseWhy } from "./ChooseWhy";

interface Props {
  premises: Premises;
  checklists: readonly PublishedChecklist[];
  open: readonly OpenWork[];
  onStart: (work: Promise<void>) => void;
}

export function UnableHere({ premises, checklists, open, onStart }: Props) {
  const { store } = useApp();
  const [choosing, setChoosing] = useState(false);
  const code = checklists.find((one) => one.code !== ACCEPTANCE)?.code;
  if (!code) return null;
  const draft = open.find((work) => work.draft && work.checklist !== ACCEPTANCE)?.draft ?? null;
  return (
    <>
      <button type="button" class="button" data-test="unable" onClick={() => setChoosing(true)}>
        {t("unable.title")}
      </button>
      {choosing && (
        <ChooseWhy
          onChoose={(why) => onStart(startUnable(store, premises.id, { draft, code, why }))}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}
