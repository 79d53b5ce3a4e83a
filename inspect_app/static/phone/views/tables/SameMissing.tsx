// Offers to copy what another sheet of the table lacks; points are never copied, for they must be looked at.
import { Icon } from "../../ui/drawings/Icon";
import { either, t } from "../../ui/texts/texts-sheets";
import type { SheetProps } from "./props";
import { slugOf, titleOf, type SheetView } from "./site";
import { addressOf } from "./sheets";

export function SameMissing({ site, view, scores }: SheetProps) {
  const from = site.all.findLast(
    (one) => one.table === view.table && one !== view && lacksOf(one).length > 0,
  );
  const open = new Set(view.open.map((mark) => slugOf(mark.item)));
  const lacks = from ? lacksOf(from).filter((mark) => open.has(slugOf(mark.item))) : [];
  if (!from || view.open.length < view.marks.length || lacks.length === 0) return null;
  const take = () => {
    for (const { item } of lacks)
      scores.score(addressOf(view.sheet, slugOf(item)), from.sheet.scores[slugOf(item)]!);
  };
  const items = lacks.map((mark) => either(mark.item)).join(t("word.list"));
  return (
    <div class="sheet-same">
      <p>{t("sheet.same-missing", { from: titleOf(from.table, from.sheet), items })}</p>
      <button type="button" class="button" data-test="same-missing" onClick={take}>
        <Icon name="dash" />
        {t("sheet.same-missing-do", { n: lacks.length })}
      </button>
    </div>
  );
}

const lacksOf = (view: SheetView) => view.marks.filter((mark) => !mark.isOpen && mark.earned === null);
