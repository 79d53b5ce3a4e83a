// Connects the pad with the number it writes.
import { useState } from "preact/hooks";
import type { Answer } from "../../data";
import { isUnmeasured, type Item } from "../../rules";
import { Pad } from "../../ui/controls/Pad";
import type { PadKey } from "../../ui/controls/pad-keys";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { fieldsOf, numberIn, withNumber, type NumberField } from "./numbers";
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
  const [focused, focus] = useState<string | null>(always && !isLeftOut ? (fields[0]?.name ?? null) : null);
  const stored = (name: string) => numberIn(item, answer, name);
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
  next: string | null;
  onChange: (answer: Answer | null) => void;
  onShow: (item: string) => void;
}

export function NumberPad({ pad, draftId, next, onChange, onShow }: Props) {
  const { active, fields, item, answer } = pad;
  if (!active) return null;
  const onKey = (key: PadKey) => {
    const text = pad.press(key);
    onChange(withNumber(item, answer?.value === "na" ? { ...answer, value: null } : answer, active, text));
  };
  const following = fields[fields.indexOf(active) + 1];
  const onNext = () => {
    if (following) pad.focus(following.name);
    else if (item.type === "pass_fail" && answer?.value == null) pad.focus(null);
    else if (next) onShow(next);
    else go(`/seal/${draftId}`);
  };
  return (
    <Pad
      entry={active.entry}
      next={t(following || next ? "inspect.step" : "inspect.seal")}
      onKey={onKey}
      onNext={onNext}
    />
  );
}
