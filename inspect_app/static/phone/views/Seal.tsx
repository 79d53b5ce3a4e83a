// Sealing: the result in words, what is missing with the way to it, the signatures, and the one button that freezes it all.
import { useState } from "preact/hooks";
import type { Problem } from "../data";
import { preview, type Score } from "../rules";
import { Empty } from "../ui/Empty";
import { BackFace } from "../ui/Face";
import { timeOf } from "../ui/format";
import { Icon, Mark } from "../ui/Icon";
import { Link } from "../ui/Link";
import { ProblemBox } from "../ui/Problem";
import { go } from "../ui/router";
import { t } from "../ui/texts";
import { problemOf, useApp } from "./context";
import { gapsOf, type Gap } from "./gaps";
import { GapList, goToGap } from "./GapList";
import { givenOf, progressOf, type Progress } from "./progress";
import { showResult } from "./kinds";
import { Signatures } from "./Signatures";
import { useDraft, type OpenDraft } from "./useDraft";
import { reasonOf } from "./result-words";
import "../styles/seal.css";

export function Seal({ id }: { id: string }) {
  const open = useDraft(id);
  const [sealed, setSealed] = useState(false);
  if (sealed) return <Sealed />;
  if (open === undefined) return null;
  if (typeof open === "string") return <><BackFace name={t("seal.title")} parent="/" plain /><main class="body"><Empty icon="seal" title={t("inspect.gone")} action={<Link class="button" href="/outbox">{t("place.outbox")}</Link>}>{t("inspect.gone-2")}</Empty></main></>;
  return <Opened open={open} onSealed={() => setSealed(true)} />;
}

function Opened({ open, onSealed }: { open: OpenDraft; onSealed: () => void }) {
  const { draft, checklist } = open;
  const progress = progressOf(checklist.object, draft);
  const gaps = gapsOf(checklist.object, draft, progress.steps);
  const score = preview(checklist.object, givenOf(draft));
  return (
    <>
      <BackFace name={draft.premises_name} parent={`/inspect/${draft.id}`} fact={t("inspect.saved", { time: timeOf(draft.saved_at) })} />
      <main class="body seal">
        <div class="seal-head"><h2>{t("seal.title")}</h2><p class="second">{t("seal.lead")}</p></div>
        <Result score={score} progress={progress} />
        <GapList gaps={gaps} draft={draft} checklist={checklist.object} steps={progress.steps} />
        <Signatures draft={draft} checklist={checklist.object} />
      </main>
      <Foot open={open} gaps={gaps} onSealed={onSealed} />
    </>
  );
}

function Result({ score, progress }: { score: Score; progress: Progress }) {
  const { tone, text } = showResult(score.result);
  const count = (verdict: string[]) => progress.steps.filter((step) => verdict.includes(step.verdict ?? "")).length;
  return (
    <div class="plate">
      <div class="seal-result">
        <b class={`seal-word verdict-${tone}`} data-test="seal-result">{score.result ? text : t("seal.no-result")}</b>
        <div>
          <p>{score.result ? reasonOf(score, progress.steps) : t("seal.no-result-2")}</p>
          {score.covered !== null && <p class="seal-covered"><Mark name={score.covered ? "pass" : "fail"} class={score.covered ? "tone-pass" : "tone-fail"} />{t(score.covered ? "seal.covered" : "seal.not-covered")}</p>}
          <p class="small">{t("seal.preview")}</p>
        </div>
      </div>
      <dl class="seal-counts">
        <div><dd>{count(["pass", "recorded"])}</dd><dt>{t("answer.pass")}</dt></div>
        <div class={score.failed.length ? "tone-fail" : ""}><dd>{count(["fail"])}</dd><dt>{t("answer.fail")}</dt></div>
        <div><dd>{count(["na"])}</dd><dt>{t("answer.na")}</dt></div>
      </dl>
    </div>
  );
}

function Foot({ open: { draft, saving }, gaps, onSealed }: { open: OpenDraft; gaps: Gap[]; onSealed: () => void }) {
  const { store, sync } = useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [first] = gaps;
  const seal = async () => {
    setBusy(true);
    setProblem(null);
    try {
      for (const [item, answer] of Object.entries(draft.answers)) if (answer.value === null) await store.drafts.answer(draft.id, item, null);
      await store.seal(draft.id);
      sync.nudge();
      onSealed();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <footer class="foot foot-column">
      {problem && <ProblemBox problem={problem} />}
      {first && <button type="button" class="button button-next foot-main" data-test="first-gap" onClick={() => goToGap(first, draft)}>{t("seal.go-first")}<Icon name="next" /></button>}
      {first
        ? <p class="button button-blocked" data-test="seal-blocked">{t("seal.blocked", { n: gaps.length })}</p>
        : <button type="button" class="button button-next button-wide" disabled={busy || saving === "saving"} data-test="seal" onClick={() => void seal()}>{t(busy ? "seal.doing" : "seal.do")}</button>}
    </footer>
  );
}

function Sealed() {
  return (
    <>
      <BackFace name={t("sealed.title")} parent="/" plain />
      <main class="body"><div class="empty" role="status" data-test="sealed"><Mark name="sealed" class="sealed-mark" /><b>{t("sealed.title")}</b><p>{t("sealed.lead")}</p></div></main>
      <footer class="foot foot-column">
        <button type="button" class="button button-next foot-main" data-test="to-outbox" onClick={() => go("/outbox", "replace")}>{t("sealed.to-outbox")}<Icon name="next" /></button>
        <button type="button" class="button" data-test="to-today" onClick={() => go("/", "replace")}>{t("sealed.to-today")}</button>
      </footer>
    </>
  );
}
