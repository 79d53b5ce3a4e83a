// Draws the foot of an item: back one step, and the way to the next open item or to the seal.
import { NextButton } from "../../ui/controls/NextButton";
import { Icon } from "../../ui/drawings/Icon";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";

interface Props {
  draftId: string;
  previous: string | null;
  next: string | null;
  left: number;
  returned: boolean;
  onShow: (item: string) => void;
}

export function ItemFoot({ draftId, previous, next, left, returned, onShow }: Props) {
  return (
    <footer class="foot">
      <button
        type="button"
        class="button foot-side"
        aria-label={t("inspect.prev")}
        disabled={!previous}
        data-test="previous"
        onClick={() => previous && onShow(previous)}
      >
        <Icon name="back" />
      </button>
      <NextButton test="next" onClick={() => (next ? onShow(next) : go(`/seal/${draftId}`))}>
        <span class="foot-words">
          <span>{t(returned ? "inspect.next-returned" : next ? "inspect.next" : "inspect.seal")}</span>
          {next && !returned && <span class="foot-count">{t("inspect.left", { n: left })}</span>}
        </span>
      </NextButton>
    </footer>
  );
}
