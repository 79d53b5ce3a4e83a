// Sealing: the result in words, what is missing with the way to it, the signatures, and the one button that freezes it all.
import { useState } from "preact/hooks";
import type { Draft } from "../data";
import { preview } from "../rules";
import { BackFace } from "../ui/Face";
import { timeOf } from "../ui/format";
import { t } from "../ui/texts";
import { gapsOf } from "./gaps";
import { GapList } from "./GapList";
import { givenOf, progressOf } from "./progress";
import { Signatures } from "./Signatures";
import { useDraft, type OpenDraft } from "./useDraft";
import "../styles/seal.css";
import { Gone } from "./Gone";
import { Result } from "./SealResult";
import { Foot, Sealed } from "./SealFoot";

export function Seal({ id }: { id: string }) {
  const open = useDraft(id);
  const [sealed, setSealed] = useState<Draft | null>(null);
  if (sealed) return <Sealed draft={sealed} />;
  if (open === undefined) return null;
  if (typeof open === "string") return <Gone id={id} />;
  return <Opened open={open} onSealed={() => setSealed(open.draft)} />;
}

function Opened({ open, onSealed }: { open: OpenDraft; onSealed: () => void }) {
  const { draft, checklist } = open;
  const progress = progressOf(checklist.object, draft);
  const gaps = gapsOf(checklist.object, draft, progress.steps);
  const score = preview(checklist.object, givenOf(draft));
  return (
    <>
      <BackFace
        name={draft.premises_name}
        parent={`/inspect/${draft.id}`}
        fact={t("inspect.saved", { time: timeOf(draft.saved_at) })}
      />
      <main class="body seal">
        <div class="seal-head">
          <h2>{t("seal.title")}</h2>
          <p class="second">{t("seal.lead")}</p>
        </div>
        <Result score={score} progress={progress} />
        <GapList gaps={gaps} draft={draft} checklist={checklist.object} steps={progress.steps} />
        <Signatures draft={draft} checklist={checklist.object} />
      </main>
      <Foot open={open} gaps={gaps} onSealed={onSealed} />
    </>
  );
}
