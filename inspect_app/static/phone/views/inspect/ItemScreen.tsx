// One item with its answer, and what follows from it: photos, note, deadline.
import { useRef, useState } from "preact/hooks";
import type { Answer, Premises } from "../../data";
import { judge, type Item, type Judgement, type Step } from "../../rules";
import { announce } from "../../ui/announce";
import { goesOn } from "../../ui/auto-next";
import { AnswerInput } from "../answers/AnswerInput";
import { Follow } from "./Follow";
import { NumberPad, usePadTarget } from "../answers/NumberPad";
import { nextOpen, nextReturned, type Progress } from "./progress";
import { WayOn } from "./WayOn";
import type { OpenDraft } from "./useDraft";
import { verdictWords } from "../answers/verdict-words";
import "../../styles/item.css";
import { Head } from "./ItemHead";

interface Props {
  open: OpenDraft;
  step: Step;
  progress: Progress;
  last: Premises["last"];
  onShow: (item: string) => void;
}

export function ItemScreen({ open, step, progress, last, onShow }: Props) {
  const { item, facts } = step;
  const answer = open.draft.answers[item.id];
  const [more, setMore] = useState(false);
  const judgement = judge(item, answer, facts);
  const pad = usePadTarget(item, answer);
  const said = useRef("");
  const index = progress.steps.findIndex((one) => one.item.id === item.id);
  const previous = progress.steps[index - 1]?.item.id ?? null;
  const sentBack = open.draft.returned.map((one) => one.item);
  const returned = nextReturned(progress.steps, item.id, sentBack);
  const next = returned ?? nextOpen(progress.steps, item.id, last?.failed);
  const change = (given: Answer | null) => {
    const after = withDeadline(given, judge(item, given ?? undefined, facts), item.deadline_days);
    open.answer(item.id, after);
    const words = verdictWords(item, judge(item, after ?? undefined, facts));
    if (words !== said.current) announce((said.current = words));
    if (after?.value === "pass" && next && goesOn() && asksNothingMore(item))
      setTimeout(() => onShow(next), PRESS_SEEN);
  };
  return (
    <>
      <main class="body item">
        <Head
          step={step}
          limit={judgement.limit}
          last={last}
          remark={open.draft.returned.find((one) => one.item === item.id)}
        />
        <AnswerInput
          item={item}
          answer={answer}
          judgement={judgement}
          facts={facts}
          pad={pad}
          onChange={change}
        />
        <Follow
          open={open}
          step={step}
          judgement={judgement}
          more={more}
          onMore={() => setMore(true)}
          onChange={change}
        />
      </main>
      {pad.active ? (
        <NumberPad pad={pad} onChange={change} draftId={open.draft.id} next={next} onShow={onShow} />
      ) : (
        <WayOn
          draftId={open.draft.id}
          previous={previous}
          next={next}
          left={progress.left}
          returned={returned !== null}
          onShow={onShow}
        />
      )}
    </>
  );
}

/** Long enough to see the button take the answer. */
const PRESS_SEEN = 180;
const asksNothingMore = (item: Item): boolean =>
  item.photo !== "always" && item.parts.length === 0 && !item.until;

/** A fail gets the item's usual term; any other answer has none. */
function withDeadline(answer: Answer | null, { verdict }: Judgement, usual: number | null): Answer | null {
  if (!answer) return null;
  const { due_days, ...rest } = answer;
  return verdict === "fail" ? { ...rest, due_days: due_days ?? usual ?? 0 } : rest;
}
