// Draws one item with its answer and what follows from it: photos, note, deadline.
import { useRef, useState } from "preact/hooks";
import type { Answer, Premises } from "../../data";
import { judge, type Item, type Step } from "../../rules";
import { announce } from "../../ui/announce";
import { goesOn } from "../../ui/auto-next";
import { AnswerInput } from "../answers/AnswerInput";
import { FollowUp, needsPhoto } from "./FollowUp";
import { FoldedPad, NumberPad, usePadTarget } from "../answers/NumberPad";
import { nextOpen, nextReturned, type Progress } from "./progress";
import { ItemFoot } from "./ItemFoot";
import { chosenTerm, withTerm } from "./term";
import type { OpenDraft } from "./useDraft";
import { verdictWords } from "../answers/verdict-words";
import { either } from "../../ui/texts/texts-more";
import { HURRY, type Passed } from "./passed";
import { UndoPass } from "./UndoPass";
import "../../styles/item.css";
import { ItemHead } from "./ItemHead";

interface Props {
  open: OpenDraft;
  step: Step;
  progress: Progress;
  last: Premises["last"];
  /** The pass that led here by itself. */
  passed: Passed | null;
  onShow: (item: string) => void;
  onPassed: (passed: Passed | null) => void;
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
  const lacksPhoto = needsPhoto(item, judgement) && !open.draft.photos[item.id]?.length && !answer?.no_photo;
  return (
    <>
      <main class="body item">
        <ItemHead step={step} limit={judgement.limit} last={last} remark={remark} />
        <AnswerInput {...{ item, answer, judgement, facts, pad, last }} onChange={change} />
        <FollowUp {...{ open, step, judgement, more }} onMore={() => setMore(true)} onChange={change} />
      </main>
      <div class="foot-stack">
        <TakeBack {...props} />
        {pad.active ? (
          <NumberPad
            {...{ pad, draftId, previous, next, onShow }}
            needsPhoto={lacksPhoto}
            onChange={change}
          />
        ) : (
          <>
            <FoldedPad pad={pad} />
            <ItemFoot
              {...{ draftId, previous, next, onShow }}
              left={progress.left}
              returned={returned !== null}
            />
          </>
        )}
      </div>
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

/** Says which item just passed by itself, and takes that back. */
function TakeBack({ open, progress, passed, onShow, onPassed }: Props) {
  const item = progress.steps.find((one) => one.item.id === passed?.item)?.item;
  if (!passed || !item) return null;
  const undo = () => {
    open.answer(passed.item, passed.before);
    onPassed(null);
    onShow(passed.item);
  };
  return <UndoPass name={either(item)} onUndo={undo} />;
}

/** Stores an answer with its usual term, says the verdict aloud, and goes on where that is wished. */
function useAnswering(props: Props, next: string | null) {
  const { open, passed, onShow, onPassed } = props;
  const { item, facts } = props.step;
  const said = useRef("");
  const shownAt = useRef(performance.now());
  return (given: Answer | null) => {
    if (passed && given?.value === "pass" && performance.now() - shownAt.current < HURRY) return;
    const before = open.draft.answers[item.id] ?? null;
    const chosen = chosenTerm(open.draft, item.id);
    const after = withTerm(given, judge(item, given ?? undefined, facts), chosen, item.deadline_days);
    open.answer(item.id, after);
    const words = verdictWords(item, judge(item, after ?? undefined, facts));
    if (words !== said.current) announce((said.current = words));
    if (after?.value !== "pass" || before?.value === "pass" || !next || !goesOn() || !asksNothingMore(item))
      return;
    setTimeout(() => {
      onPassed({ item: item.id, before });
      onShow(next);
    }, PRESS_SEEN);
  };
}

/** Milliseconds in which one sees the button take the answer. */
const PRESS_SEEN = 180;
const asksNothingMore = (item: Item): boolean =>
  item.photo !== "always" && item.parts.length === 0 && !item.until;
