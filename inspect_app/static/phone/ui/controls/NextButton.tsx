// Draws the yellow button of a foot that leads on from a screen, and the one that leads back an item.
import type { ComponentChildren } from "preact";
import { Icon } from "../drawings/Icon";
import { t } from "../texts/texts-more";

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

interface Back {
  previous: string | null;
  onShow: (item: string) => void;
}

export function PreviousButton({ previous, onShow }: Back) {
  return (
    <button
      type="button"
      class="button"
      disabled={!previous}
      data-test="previous"
      onClick={() => previous && onShow(previous)}
    >
      {t("inspect.prev")}
    </button>
  );
}
