// Connects the pad with the number it writes. A text stays here until it is a number that may be saved.
import { useState } from "preact/hooks";
import type { Answer } from "../../data";
import type { Item } from "../../rules";
import { Pad } from "../../ui/controls/Pad";
import { press, type PadKey } from "../../ui/controls/pad-keys";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { fieldsOf, numberIn, withNumber, type NumberField } from "./numbers";

export interface PadTarget {
  item: Item;
  answer: Answer | undefined;
  fields: NumberField[];
  active: NumberField | null;
  textOf: (field: NumberField) => string;
  type: (text: string) => void;
  focus: (name: string | null) => void;
}

export function usePadTarget(item: Item, answer: Answer | undefined): PadTarget {
  const fields = fieldsOf(item);
  const always = item.type === "number" || item.type === "numbers" || item.type === "weigh";
  const [focused, focus] = useState<string | null>(
    always && answer?.value !== "na" ? (fields[0]?.name ?? null) : null,
  );
  const [typed, setTyped] = useState<Record<string, string>>({});
  const active = fields.find((field) => field.name === focused) ?? null;
  return {
    item,
    answer,
    fields,
    active,
    focus,
    textOf: (field) => typed[field.name] ?? numberIn(item, answer, field.name),
    type: (text) => {
      if (active) setTyped({ ...typed, [active.name]: text });
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
    const text = press(pad.textOf(active), key, active.entry);
    pad.type(text);
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
