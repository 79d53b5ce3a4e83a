// Draws the seal screen: the result in words, what is missing with the way to it, the signatures, and the
// button that freezes it all.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Draft } from "../../data";
import { preview, type Checklist, type Step } from "../../rules";
import { lazy } from "../../ui/controls/Lazy";
import { t } from "../../ui/texts/texts-more";
import { missingOf, whereIs } from "./missing";
import { isOrderable } from "../inspect/law";
import { useInLine } from "../corrections/asked";
import { MissingDraft } from "../inspect/MissingDraft";
import { AcceptanceCard } from "../acceptance/AcceptanceCard";
import { countAsked, givenOf, progressOf } from "../inspect/progress";
import { isScored } from "../scored-checklist";
import { inWords } from "./result-words";
import { Findings, SignedSummary } from "./Findings";
import { Sealed } from "./SealFoot";
import { SealFrame, type Sealing } from "./SealFrame";
import { Result } from "./SealResult";
import { holding, useShown } from "./signing";
import { useDraft, type OpenDraft } from "../inspect/useDraft";
import { Unable } from "../unable/Unable";

interface Props {
  open: OpenDraft;
  onSealed: Sealing;
}
const SiteSeal = lazy<Props>(() => import("../tables/SiteSeal").then((part) => part.SiteSeal));

export function Seal({ id }: { id: string }) {
  const open = useDraft(id);
  const [sealed, setSealed] = useState<{ draft: Draft; result: ComponentChildren } | null>(null);
  if (sealed) return <Sealed {...sealed} />;
  if (open === undefined) return null;
  if (typeof open === "string") return <MissingDraft id={id} />;
  const props = { open, onSealed: (result: ComponentChildren) => setSealed({ draft: open.draft, result }) };
  if (open.draft.unable) return <Unable {...props} />;
  return isScored(open.checklist.object) ? <SiteSeal {...props} /> : <Answered {...props} />;
}

function Answered({ open, onSealed }: Props) {
  const shown = useShown(open.draft);
  const draft = holding(open.draft, shown);
  const checklist: Checklist = open.checklist.object;
  useInLine(checklist, draft, shown);
  const progress = progressOf(checklist, draft);
  const { steps } = progress;
  const score = preview(checklist, givenOf(draft));
  const where = whereIs(checklist, steps);
  const missing = missingOf(checklist, draft, steps);
  const undecided = new Set(
    missing.flatMap((entry) => (entry.what === "answer" ? [entry.step.item.id] : [])),
  );
  const isLeft = (step: Step): boolean => step.verdict === null && !undecided.has(step.item.id);
  const isDone = !undecided.size && steps.every((step) => step.verdict !== null || step.item.optional);
  return (
    <SealFrame
      open={open}
      shown={shown}
      result={<Result score={score} progress={progress} kind={draft.premises.kind} />}
      findings={score.result !== "void" && <Findings draft={draft} steps={steps} />}
      summary={<SignedSummary draft={draft} steps={steps} {...inWords(score.result, draft)} />}
      after={<Result score={score} progress={progress} kind={draft.premises.kind} counted />}
      beside={draft.acceptance && <AcceptanceCard draft={draft} result={score.result} />}
      missing={missing}
      where={(entry) => ("step" in entry ? where(entry.step) : "where" in entry ? entry.where : "")}
      done={isDone ? t("seal.all-answered", { n: countAsked(steps) }) : null}
      offered={steps.filter((step) => step.item.optional && isLeft(step))}
      ordered={steps.some(({ item, verdict }) => verdict === "fail" && isOrderable(item))}
      onSealed={onSealed}
    />
  );
}
