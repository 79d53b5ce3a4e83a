// Draws the foot of an item: back one item, and on to the next open one or to the seal.
import { NextButton, PreviousButton } from "../../ui/controls/NextButton";
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
  const count = returned ? t("inspect.next-returned") : t("inspect.left", { n: left });
  return (
    <footer class="foot">
      <PreviousButton previous={previous} onShow={onShow} />
      <NextButton test="next" onClick={() => (next ? onShow(next) : go(`/seal/${draftId}`))}>
        <span class="foot-words">
          <span>{t(next ? "inspect.next" : "inspect.seal")}</span>
          {next && <span class="foot-count">{count}</span>}
        </span>
      </NextButton>
    </footer>
  );
}
