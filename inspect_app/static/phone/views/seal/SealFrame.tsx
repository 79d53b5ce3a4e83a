// Draws what every seal has: the result, what is missing, who signs, the foot.
import type { ComponentChildren } from "preact";
import type { Sha256 } from "../../data";
import type { Step } from "../../rules";
import { shortMark } from "../../ui/formats/format";
import { BackHeader } from "../../ui/controls/AppHeader";
import { t } from "../../ui/texts/texts-more";
import type { Missing } from "./missing";
import { MissingList } from "./MissingList";
import { Presence } from "./Presence";
import { SaveStatus } from "../inspect/SaveStatus";
import { SealFoot } from "./SealFoot";
import { Signatures } from "./Signatures";
import type { OpenDraft } from "../inspect/useDraft";
import "../../styles/seal.css";

export interface FrameProps {
  open: OpenDraft;
  /** The digest of what is shown; null until it is known. */
  shown: Sha256 | null;
  result: ComponentChildren;
  /** What was found, to be read before it is signed. */
  findings: ComponentChildren;
  /** The same in short, above the paper that is signed. */
  summary: ComponentChildren;
  /** The result on the screen after the seal. */
  after: ComponentChildren;
  /** What is said and asked beside it until the seal. */
  beside?: ComponentChildren;
  missing: Missing[];
  /** Where an entry lies; empty for people. */
  where: (entry: Missing) => string;
  /** Said when nothing is left to answer. */
  done: string | null;
  offered?: Step[];
  /** Something is ordered, so that the paper that is handed over has a one-time code. */
  ordered?: boolean;
  onSealed: Sealing;
}

/** Takes the result along to the screen that follows. */
export type Sealing = (result: ComponentChildren) => void;

export function SealFrame({
  open,
  shown,
  result,
  findings,
  summary,
  after,
  beside,
  missing,
  where,
  done,
  offered,
  ordered = false,
  onSealed,
}: FrameProps) {
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
          <div>
            <h2>{t("seal.title")}</h2>
            <p class="second">{t("seal.lead")}</p>
          </div>
          {shown && (
            <p class="seal-mark">
              <b class="code" data-test="shown-mark">
                {shortMark(shown)}
              </b>
              <span class="small">{t("seal.mark")}</span>
            </p>
          )}
        </div>
        {result}
        {findings}
        {beside}
        <MissingList missing={missing} draft={draft} where={where} done={done} offered={offered} />
        <Presence draft={draft} />
        <Signatures draft={draft} checklist={checklist.object} shown={shown} summary={summary} />
      </main>
      <SealFoot open={open} missing={missing} ordered={ordered} onSealed={() => onSealed(after)} />
    </>
  );
}
