// Draws the yellow button of a foot that leads on from a screen.
import type { ComponentChildren } from "preact";
import { Icon } from "../drawings/Icon";

interface Props {
  test: string;
  onClick: () => void;
  children: ComponentChildren;
}

export function NextButton({ test, onClick, children }: Props) {
  return (
    <button type="button" class="button button-next foot-main" data-test={test} onClick={onClick}>
      {children}
      <Icon name="next" />
    </button>
  );
}
