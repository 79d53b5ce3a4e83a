// Asks for what an answer needs: photos, a note, a deadline. It unfolds on a fail; otherwise two buttons
// offer it.
import { useState } from "preact/hooks";
import type { Answer } from "../../data";
import type { Item, Judgement, Step } from "../../rules";
import { addWorkdays } from "../../rules/workdays";
import { Deadline } from "../../ui/controls/Deadline";
import { Icon } from "../../ui/drawings/Icon";
import { Note } from "../../ui/controls/Note";
import { type Key } from "../../ui/texts/texts";
import { either, t } from "../../ui/texts/texts-more";
import { lossOf, useApp } from "../context";
import { withValue } from "../answers/numbers";
import { measureOf } from "../corrections/asked";
import { Measures } from "../corrections/Measures";
import { Photos } from "../photos/Photos";
import { Voice } from "../photos/voice/Voice";
import type { OpenDraft } from "./useDraft";

interface Props {
  open: OpenDraft;
  step: Step;
  judgement: Judgement;
  more: boolean;
  onMore: () => void;
  onChange: (answer: Answer | null) => void;
}

export function FollowUp({ open, step: { item }, judgement, more, onMore, onChange }: Props) {
  const { store, tell } = useApp();
  const answer = open.draft.answers[item.id];
  const failed = judgement.verdict === "fail",
    na = judgement.verdict === "na",
    reasonDue = na || judgement.unmeasured;
  const taken = open.draft.photos[item.id] ?? [];
  const [noting, setNoting] = useState(false);
  const needed = needsPhoto(item, judgement);
  const showPhotos = needed || failed || more || taken.length > 0;
  const showNote = failed || reasonDue || noting || Boolean(answer?.note);
  const write = (note: string) => {
    const { note: _, ...rest } = answer ?? { value: null };
    onChange(note ? { ...rest, note } : withValue(rest, rest.value));
  };
  const setTerm = (days: number) => {
    store.drafts.chooseTerm(open.draft.id, item.id, days).catch((error: unknown) => tell(lossOf(error)));
    onChange({ ...answer!, due_days: days });
  };
  return (
    <>
      {showPhotos && <Photos open={open} item={item} taken={taken} needed={needed} onChange={onChange} />}
      {showNote && (
        <Note
          label={t("note.name")}
          value={answer?.note ?? ""}
          phrases={phrasesFor(item, judgement)}
          hint={reasonDue && !answer?.note ? askWhy(judgement) : undefined}
          needed={reasonDue}
          onChange={write}
        />
      )}
      {failed && <Measures draft={open.draft} item={item} />}
      {failed && measureOf(open.draft, item) !== "on_the_spot" && (
        <Deadline
          days={answer?.due_days ?? null}
          own={item.deadline_days}
          until={addWorkdays(open.draft.on, answer?.due_days ?? 0).day}
          onChange={setTerm}
        />
      )}
      {(showNote || open.draft.voice?.[item.id]) && <Voice key={item.id} draft={open.draft} item={item.id} />}
      <Offers onPhoto={showPhotos ? null : onMore} onNote={showNote ? null : () => setNoting(true)} />
    </>
  );
}

/** Tells whether a photo is due: there is nothing to show of what does not apply or was not measured. */
export const needsPhoto = ({ photo }: Item, { verdict, unmeasured }: Judgement): boolean =>
  !unmeasured && ((photo === "always" && verdict !== "na") || (photo === "on_fail" && verdict === "fail"));

/** Offers what is not asked for: a photo, a note. */
function Offers({ onPhoto, onNote }: Record<"onPhoto" | "onNote", (() => void) | null>) {
  if (!onPhoto && !onNote) return null;
  return (
    <div class="item-offers">
      {onPhoto && <Offer icon="camera" test="offer-photo" words={t("photo.take")} onTake={onPhoto} />}
      {onNote && <Offer icon="note" test="offer-note" words={t("note.name")} onTake={onNote} />}
    </div>
  );
}

interface Offered {
  icon: "camera" | "note";
  test: string;
  words: string;
  onTake: () => void;
}

function Offer({ icon, test, words, onTake }: Offered) {
  return (
    <button type="button" class="button phrase" data-test={test} onClick={onTake}>
      <Icon name={icon} />
      {words}
    </button>
  );
}

const askWhy = ({ unmeasured }: Judgement): string => t(unmeasured ? "note.unmeasured" : "note.na");

function phrasesFor(item: Item, { verdict, unmeasured }: Judgement): string[] {
  const own = item.phrases ?? [];
  if (unmeasured) return [...reasonsFor(item), ...own.map(either)];
  if (verdict === "na") return [1, 2, 3].map((n) => t(`note.na-${n}` as Key));
  const usual = verdict === "fail" ? [1, 2, 3].map((n) => t(`note.fail-${n}` as Key)) : [];
  return [...own.map(either), ...usual];
}

/** Why there is nothing to read off: of a day, most often because nobody can show the paper. */
function reasonsFor({ type, unit }: Item): string[] {
  const noTool = t(unit === "℃" ? "note.unmeasured-heat" : "note.unmeasured-tool");
  const reasons = [noTool, t("note.unmeasured-off"), t("note.unmeasured-proof")];
  return type === "age_days" || type.startsWith("date") ? reasons.reverse() : reasons;
}
