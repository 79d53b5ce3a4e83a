// Draws one item with its answer and what follows from it: photos, note, deadline.
import { useRef, useState } from "preact/hooks";
import type { Answer, Premises } from "../../data";
import { judge, type Item, type Step } from "../../rules";
import { announce } from "../../ui/announce";
import { goesOn } from "../../ui/auto-next";
import { AnswerInput } from "../answers/AnswerInput";
import { FollowUp } from "./FollowUp";
import { NumberPad, usePadTarget } from "../answers/NumberPad";
import { nextOpen, nextReturned, type Progress } from "./progress";
import { ItemFoot } from "./ItemFoot";
import { chosenTerm, withTerm } from "./term";
import type { OpenDraft } from "./useDraft";
import { verdictWords } from "../answers/verdict-words";
import "../../styles/item.css";
import { ItemHead } from "./ItemHead";

interface Props {
  open: OpenDraft;
  step: Step;
  progress: Progress;
  last: Premises["last"];
  onShow: (item: string) => void;
}

export function ItemScreen(props: Props) {
  const { open, step, progress, last, onShow } = props;
  const { item, facts } = step;
  const answer = open.draft.answers[item.id];
  const [more, setMore] = useState(false);
  const judgement = judge(item, answer, facts);
  const pad = usePadTarget(`${open.draft.id}/${item.id}`, item, answer);
  const { previous, returned, next } = neighbours(props);
  const change = useAnswering(props, next);
  const remark = open.draft.returned.find((one) => one.item === item.id);
  const draftId = open.draft.id;
  return (
    <>
      <main class="body item">
        <ItemHead step={step} limit={judgement.limit} last={last} remark={remark} />
        <AnswerInput {...{ item, answer, judgement, facts, pad }} onChange={change} />
        <FollowUp {...{ open, step, judgement, more }} onMore={() => setMore(true)} onChange={change} />
      </main>
      {pad.active ? (
        <NumberPad pad={pad} onChange={change} draftId={draftId} next={next} onShow={onShow} />
      ) : (
        <ItemFoot
          {...{ draftId, previous, next, onShow }}
          left={progress.left}
          returned={returned !== null}
        />
      )}
    </>
  );
}

/** Finds the item before this one and the next: what was returned comes first, then what is open. */
function neighbours({ open, step: { item }, progress: { steps }, last }: Props) {
  const index = steps.findIndex((one) => one.item.id === item.id);
  const sentBack = open.draft.returned.map((one) => one.item);
  const returned = nextReturned(steps, item.id, sentBack);
  const next = returned ?? nextOpen(steps, item.id, last?.failed);
  return { previous: steps[index - 1]?.item.id ?? null, returned, next };
}

/** Stores an answer with its usual term, says the verdict aloud, and goes on where that is wished. */
function useAnswering({ open, step: { item, facts }, onShow }: Props, next: string | null) {
  const said = useRef("");
  return (given: Answer | null) => {
    const chosen = chosenTerm(open.draft, item.id);
    const after = withTerm(given, judge(item, given ?? undefined, facts), chosen, item.deadline_days);
    open.answer(item.id, after);
    const words = verdictWords(item, judge(item, after ?? undefined, facts));
    if (words !== said.current) announce((said.current = words));
    if (after?.value === "pass" && next && goesOn() && asksNothingMore(item))
      setTimeout(() => onShow(next), PRESS_SEEN);
  };
}

/** Milliseconds in which one sees the button take the answer. */
const PRESS_SEEN = 180;
const asksNothingMore = (item: Item): boolean =>
  item.photo !== "always" && item.parts.length === 0 && !item.until;
