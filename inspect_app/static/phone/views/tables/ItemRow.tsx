// Draws one item of a sheet: folded, one tap gives it full points; unfolded, it shows all the rest.
import type { Mark } from "../../rules";
import { shownPoints } from "../../rules";
import { Icon, Mark as Sign } from "../../ui/drawings/Icon";
import { either, t } from "../../ui/texts/texts-sheets";
import { ItemBody } from "./ItemBody";
import type { RowProps } from "./props";
import { slugOf, stateOf } from "./site";
import { addressOf, remarksOn } from "./sheets";
import { useInView } from "./useInView";

export function ItemRow(props: RowProps) {
  const { view, scores, mark, unfolded } = props;
  const { item } = mark;
  const slug = slugOf(item);
  const keep = useInView(unfolded);
  return (
    <section class={`score-row${unfolded ? " score-row-here" : ""}`} data-test={`item-${slug}`} ref={keep}>
      <div class="score-head">
        <RowHead {...props} slug={slug} />
        {stateOf(mark) === "none" && !unfolded && (
          <button
            type="button"
            class="button score-full"
            data-test={`full-${slug}`}
            onClick={() => scores.score(addressOf(view.sheet, slug), item.max)}
          >
            {t("score.full")}
            <span class="sr">{either(item)}</span>
          </button>
        )}
      </div>
      {unfolded && <ItemBody {...props} />}
    </section>
  );
}

/** The question of an item, how it stands, and what unfolds it. */
function RowHead({ view, mark, unfolded, onUnfold, open, slug }: RowProps & { slug: string }) {
  const { item } = mark;
  const state = stateOf(mark);
  const isReturned = remarksOn(open.draft, view.sheet, slug).length > 0;
  return (
    <button
      type="button"
      class="score-open"
      aria-expanded={unfolded}
      data-test={`open-${slug}`}
      onClick={() => onUnfold(unfolded ? null : slug)}
    >
      {state === "none" ? <span class="section-open" /> : <Sign name={state} class={`tone-${state}`} />}
      <span class="list-row-text">
        <b>{either(item)}</b>
        <span class="small">{either({ zh: item.hint_zh ?? "", en: item.hint_en ?? "" })}</span>
        {isReturned && <span class="small tone-turn">{t("state.returned")}</span>}
      </span>
      {(unfolded || state !== "none") && <Points mark={mark} />}
      {unfolded && <Icon name="down" class="score-fold" />}
    </button>
  );
}

function Points({ mark: { item, earned, isOpen } }: { mark: Mark }) {
  return (
    <span class="score-points" data-test="points">
      {earned === null && !isOpen && <b class="score-none">{t("score.missing")}</b>}
      {(earned !== null || isOpen) && <b>{earned === null ? "–" : shownPoints(earned)}</b>}
      {(earned !== null || isOpen) && <span class="small"> {t("sheets.of-points", { most: item.max })}</span>}
    </span>
  );
}
