// Draws one option of several as a full row that a glove can hit.
import type { ComponentChildren } from "preact";
import "../../styles/form.css";

interface Props {
  chosen: boolean;
  test: string;
  onClick: () => void;
  children: ComponentChildren;
}

export function OptionButton({ chosen, test, onClick, children }: Props) {
  return (
    <button type="button" class="option" aria-pressed={chosen} data-test={test} onClick={onClick}>
      <span class="option-box" />
      {children}
    </button>
  );
}
