// One sheet: its items in two groups, each scored where it stands, and what the sheet comes to.
import { useState } from "preact/hooks";
import type { Mark } from "../../rules";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Icon } from "../../ui/drawings/Icon";
import { Ruler } from "../../ui/drawings/Ruler";
import { go, stay } from "../../ui/router";
import { t, word } from "../../ui/texts/texts-sheets";
import { useApp } from "../context";
import { Saved } from "../inspect/Saved";
import { ItemRow } from "./ItemRow";
import { Manage } from "./Manage";
import { ALL, nextOpenIn, nextSheet, openSheet, pathTo } from "./paths";
import type { SheetProps } from "./props";
import { SameMissing } from "./SameMissing";
import { SheetScore, Subtotal } from "./SheetScore";
import { itemsOfRuler, slugOf, titleOf, type SheetView } from "./site";
import { addressOf } from "./tables";
import "../../styles/item.css";
import "../../styles/row.css";
import "../../styles/sheets.css";

export function SheetScreen(props: SheetProps & { slug: string | null }) {
  const { open, view } = props;
  const { store } = useApp();
  const [unfolded, setUnfolded] = useState(props.slug);
  const { id } = open.draft;
  const unfold = (slug: string | null) => {
    const address = addressOf(view.sheet, slug ?? undefined);
    setUnfolded(slug);
    stay(pathTo(id, address));
    void store.drafts.setCurrentItem(id, address).catch(() => undefined);
  };
  const kinds = [...new Set(view.marks.map((mark) => mark.item.class))];
  const here = view.marks.find((mark) => slugOf(mark.item) === unfolded);
  return (
    <>
      <BackHeader
        name={titleOf(view.table, view.sheet)}
        parent={pathTo(id, ALL)}
        fact={<Saved open={open} />}
      >
        <div class="ruler-button">
          <Ruler sections={itemsOfRuler(view, here?.key ?? null)} />
          <Words view={view} here={here} />
        </div>
      </BackHeader>
      <main class="body">
        <SheetScore view={view} />
        <SameMissing {...props} />
        {kinds.map((kind) => (
          <Group {...props} kind={kind} here={here} onUnfold={unfold} />
        ))}
        <Manage {...props} />
      </main>
      <Foot {...props} unfolded={unfolded} onUnfold={unfold} />
    </>
  );
}

type GroupProps = SheetProps & {
  kind: string;
  here: Mark | undefined;
  onUnfold: (slug: string | null) => void;
};

function Group({ kind, here, onUnfold, ...props }: GroupProps) {
  const marks = props.view.marks.filter((mark) => mark.item.class === kind);
  return (
    <section class="score-group">
      <div class="group-head">
        <h2>{word("score-class", kind)}</h2>
        <Subtotal marks={marks} guarantee={kind === "guarantee"} />
      </div>
      <div class="card">
        {marks.map((mark) => (
          <ItemRow {...props} mark={mark} unfolded={mark === here} onUnfold={onUnfold} />
        ))}
      </div>
    </section>
  );
}

function Words({ view, here }: { view: SheetView; here: Mark | undefined }) {
  const all = view.marks.length;
  return (
    <span class="ruler-words">
      <span class="ruler-of">{here && t("sheet.nth", { n: view.marks.indexOf(here) + 1, all })}</span>
      <span class="ruler-total">{t("sheet.total", { all, done: all - view.open.length })}</span>
    </span>
  );
}

function Foot({
  open,
  site,
  view,
  unfolded,
  onUnfold,
}: SheetProps & { unfolded: string | null; onUnfold: (slug: string) => void }) {
  const { id } = open.draft;
  const item = nextOpenIn(view, unfolded);
  const sheet = nextSheet(site, view);
  const leave = () => {
    if (sheet && sheet.sheet !== view.sheet) openSheet(id, sheet, "replace");
    else if (site.undecided.length > 0) go(pathTo(id, ALL), "replace");
    else go(`/seal/${id}`);
  };
  return (
    <footer class="foot">
      <button
        type="button"
        class="button foot-side"
        aria-label={t("sheets.to-all")}
        data-test="to-all"
        onClick={() => go(pathTo(id, ALL), "replace")}
      >
        <Icon name="list" />
      </button>
      <button
        type="button"
        class="button button-next foot-main"
        data-test="next"
        onClick={() => (item ? onUnfold(item) : leave())}
      >
        <span class="foot-words">
          <span>
            {t(
              item
                ? "sheets.next-item"
                : sheet && sheet.sheet !== view.sheet
                  ? "sheets.next-sheet"
                  : site.undecided.length > 0
                    ? "sheets.to-all"
                    : "inspect.seal",
            )}
          </span>
          {item && <span class="foot-count">{t("inspect.left", { n: view.open.length })}</span>}
        </span>
        <Icon name="next" />
      </button>
    </footer>
  );
}
