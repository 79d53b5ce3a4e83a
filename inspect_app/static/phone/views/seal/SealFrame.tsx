// Draws what every seal has: the result, what is missing, who signs, the foot.
import type { ComponentChildren } from "preact";
import type { Step } from "../../rules";
import { BackHeader } from "../../ui/controls/AppHeader";
import { t } from "../../ui/texts/texts-more";
import type { Missing } from "./missing";
import { MissingList } from "./MissingList";
import { SaveStatus } from "../inspect/SaveStatus";
import { SealFoot } from "./SealFoot";
import { Signatures } from "./Signatures";
import type { OpenDraft } from "../inspect/useDraft";
import "../../styles/seal.css";

export interface FrameProps {
  open: OpenDraft;
  result: ComponentChildren;
  /** What is said and asked beside it until the seal. */
  beside?: ComponentChildren;
  missing: Missing[];
  /** Where an entry lies; empty for people. */
  where: (entry: Missing) => string;
  /** Said when nothing is left to answer. */
  done: string | null;
  offered?: Step[];
  onSealed: Sealing;
}

/** Takes the result along to the screen that follows. */
export type Sealing = (result: ComponentChildren) => void;

export function SealFrame({ open, result, beside, missing, where, done, offered, onSealed }: FrameProps) {
  const { draft, checklist } = open;
  return (
    <>
      <BackHeader
        name={draft.premises_name}
        parent={`/inspect/${draft.id}`}
        fact={<SaveStatus open={open} />}
      />
      <main class="body seal">
        <div class="seal-head">
          <h2>{t("seal.title")}</h2>
          <p class="second">{t("seal.lead")}</p>
        </div>
        {result}
        {beside}
        <MissingList missing={missing} draft={draft} where={where} done={done} offered={offered} />
        <Signatures draft={draft} checklist={checklist.object} />
      </main>
      <SealFoot open={open} missing={missing} onSealed={() => onSealed(result)} />
    </>
  );
}
