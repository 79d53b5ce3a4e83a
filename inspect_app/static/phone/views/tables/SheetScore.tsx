// Shows what a sheet comes to, live: its score, the subtotal of the guarantee items, and the zero rule in
// words.
import { guaranteeOf, isGuaranteeLow, zerosOf, type Mark } from "../../rules";
import { Mark as Sign } from "../../ui/drawings/Icon";
import { either, t } from "../../ui/texts/texts-sheets";
import { cut, leastOf, pointsOf, type SheetView } from "./site";

export function SheetScore({ view }: { view: SheetView }) {
  const { open, marks, score } = view;
  const { earned, most } = pointsOf(marks);
  const isDone = open.length === 0;
  return (
    <section class="card site-total" aria-live="polite" data-test="sheet-total">
      {isDone && score === null && <p>{t("sheet.absent")}</p>}
      {isDone && score !== null && (
        <p class="site-points">
          <b data-test="sheet-score">{cut(score)}</b>
          <span class="second">{t("sheet.score")}</span>
        </p>
      )}
      {!isDone && (
        <>
          {open.length < marks.length && (
            <p class="second">
              {t("sheet.score-so-far", { done: marks.length - open.length, earned, most })}
            </p>
          )}
          <p class="small">{t("sheet.score-open", { n: open.length })}</p>
        </>
      )}
      <ZeroRule marks={marks} />
    </section>
  );
}

function ZeroRule({ marks }: { marks: readonly Mark[] }) {
  const [zero] = zerosOf(marks);
  const guarantee = guaranteeOf(marks);
  const isLow = guarantee.every((mark) => !mark.isOpen) && isGuaranteeLow(marks);
  if (!zero && !isLow) return null;
  const why = zero
    ? t("sheet.zero-item", { item: either(zero.item) })
    : t("sheet.zero-low", { earned: pointsOf(guarantee).earned, least: leastOf(guarantee) });
  return (
    <p class="sheet-zero" data-test="zero-rule">
      <Sign name="fail" class="tone-fail" />
      <span>
        <b>{why}</b> {t("sheet.zero-site")}
      </span>
    </p>
  );
}

export function Subtotal({ marks, guarantee }: { marks: readonly Mark[]; guarantee: boolean }) {
  const { earned, most, left } = pointsOf(marks);
  const words =
    left > 0
      ? left === marks.length
        ? t("sheets.items-left", { n: left })
        : t("sheet.guarantee-left", { earned, most, n: left })
      : guarantee && most > 0
        ? t("sheet.guarantee", { earned, most, least: leastOf(marks) })
        : t("sheet.subtotal", { earned, most });
  return (
    <span class="group-right" data-test={guarantee ? "guarantee" : undefined}>
      {words}
    </span>
  );
}
