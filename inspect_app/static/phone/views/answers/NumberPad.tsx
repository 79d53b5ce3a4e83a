// Connects the pad with the number it writes.
import { useState } from "preact/hooks";
import type { Answer } from "../../data";
import { isUnmeasured, type Item } from "../../rules";
import { Pad } from "../../ui/controls/Pad";
import { Icon } from "../../ui/drawings/Icon";
import { PreviousButton } from "../../ui/controls/NextButton";
import type { PadKey } from "../../ui/controls/pad-keys";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { fieldsOf, isShare, numberIn, withNumber, type NumberField } from "./numbers";
import { TypedTexts } from "./typed-texts";

export interface PadTarget {
  item: Item;
  answer: Answer | undefined;
  fields: NumberField[];
  active: NumberField | null;
  textOf: (field: NumberField) => string;
  /** Applies a key to the active field; returns its text. */
  press: (key: PadKey) => string;
  focus: (name: string | null) => void;
  /** Forgets what was typed: another kind of answer has taken its place. */
  clear: () => void;
}

/** `place` names the draft and the item. */
export function usePadTarget(place: string, item: Item, answer: Answer | undefined): PadTarget {
  const fields = fieldsOf(item);
  const always = item.type === "number" || item.type === "numbers" || item.type === "weigh";
  const isLeftOut = answer?.value === "na" || isUnmeasured(item, answer?.value);
  const stored = (name: string) => numberIn(item, answer, name);
  const empty = fields.find(({ name }) => stored(name) === "")?.name ?? null;
  // It folds after a value: what was read stands there, and the camera is in sight.
  const [focused, focus] = useState<string | null>(always && !isLeftOut ? empty : null);
  const [typed] = useState(() => new TypedTexts(place, stored));
  const [, draw] = useState({});
  const active = fields.find((field) => field.name === focused) ?? null;
  return {
    item,
    answer,
    fields,
    active,
    focus,
    clear: () => {
      typed.clear();
      draw({});
    },
    textOf: (field) => typed.get(field.name, stored(field.name)),
    press: (key) => {
      draw({});
      return active ? typed.press(active, key, stored(active.name)) : "";
    },
  };
}

interface Props {
  pad: PadTarget;
  draftId: string;
  previous: string | null;
  next: string | null;
  /** A photo is due here and none is taken. */
  needsPhoto: boolean;
  onChange: (answer: Answer | null) => void;
  onShow: (item: string) => void;
}

export function NumberPad({ pad, draftId, previous, next, needsPhoto, onChange, onShow }: Props) {
  const { active, fields, item, answer } = pad;
  if (!active) return null;
  const onKey = (key: PadKey) => {
    const text = pad.press(key);
    onChange(withNumber(item, answer?.value === "na" ? { ...answer, value: null } : answer, active, text));
  };
  const fold = () => {
    pad.focus(null);
    if (needsPhoto) showCamera();
  };
  const following = fields[fields.indexOf(active) + 1];
  const onNext = () => {
    if (following) pad.focus(following.name);
    else if (needsPhoto || (item.type === "pass_fail" && answer?.value == null)) fold();
    else if (next) onShow(next);
    else go(`/seal/${draftId}`);
  };
  return (
    <Pad
      entry={active.entry}
      share={isShare(active)}
      next={t(following || next || needsPhoto ? "inspect.next" : "inspect.seal")}
      onKey={onKey}
      onNext={onNext}
    >
      <PreviousButton previous={previous} onShow={onShow} />
      {needsPhoto && (
        <button type="button" class="button pad-shot" data-test="pad-shot" onClick={takePhoto}>
          <Icon name="camera" />
          {t("pad.shot")}
        </button>
      )}
      <button type="button" class="button" data-test="pad-fold" onClick={fold}>
        {t("pad.fold")}
      </button>
    </Pad>
  );
}

const findCamera = () => document.querySelector<HTMLButtonElement>(".photo-empty");
/** The camera of the item itself, which the pad may hide while it is open. */
const takePhoto = () => findCamera()?.click();
const showCamera = () => requestAnimationFrame(() => findCamera()?.scrollIntoView({ block: "center" }));

/** Stands where the pad was, and opens it again. */
export function FoldedPad({ pad }: { pad: PadTarget }) {
  const [first] = pad.fields;
  const isLeftOut = pad.answer?.value === "na" || isUnmeasured(pad.item, pad.answer?.value);
  if (!first || pad.item.type === "pass_fail" || isLeftOut) return null;
  return (
    <button type="button" class="pad-folded" data-test="pad-open" onClick={() => pad.focus(first.name)}>
      {t("pad.open")}
      <Icon name="down" class="pad-up" />
    </button>
  );
}
