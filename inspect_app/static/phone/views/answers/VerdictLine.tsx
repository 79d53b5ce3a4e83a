// What the rules say of an answer, in one line under its input; and what every input of an answer is given.
import type { Answer, Premises } from "../../data";
import type { Facts, Item, Judgement } from "../../rules";
import { Mark } from "../../ui/drawings/Icon";
import type { PadTarget } from "./NumberPad";
import { verdictOf } from "./verdict-words";

export interface InputProps {
  item: Item;
  answer: Answer | undefined;
  judgement: Judgement;
  facts: Facts;
  pad: PadTarget;
  last?: Premises["last"];
  onChange: (answer: Answer | null) => void;
}

export function VerdictLine({ item, judgement, answer, facts }: InputProps) {
  const said = verdictOf(item, judgement, answer, facts);
  if (!said) return null;
  return (
    <p class={`verdict-row verdict-${said.tone}`}>
      <Mark name={said.mark} />
      <b>{said.word}</b>
      {said.far && <span>{said.far}</span>}
    </p>
  );
}
