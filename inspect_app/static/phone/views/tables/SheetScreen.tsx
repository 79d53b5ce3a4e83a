// Draws one sheet: its items in two groups, each scored where it stands, and what the sheet comes to.
import { useState } from "preact/hooks";
import type { Mark } from "../../rules";
import { BackHeader } from "../../ui/controls/AppHeader";
import { NextButton, PreviousButton } from "../../ui/controls/NextButton";
import { Icon } from "../../ui/drawings/Icon";
import { Ruler } from "../../ui/drawings/Ruler";
import { go, stay } from "../../ui/router";
import { t, word, type SheetKey } from "../../ui/texts/texts-sheets";
import { useApp } from "../context";
import { SaveStatus } from "../inspect/SaveStatus";
import { ItemRow } from "./ItemRow";
import { SheetActions } from "./SheetActions";
import { ALL, nextOpenIn, nextSheet, previousIn, openSheet, pathTo } from "./paths";
import type { SheetProps } from "./props";
import { SameMissing } from "./SameMissing";
import { SheetScore, Subtotal } from "./SheetScore";
import { itemsOfRuler, slugOf, titleOf, type SheetView, type Site } from "./site";
import { addressOf } from "./sheets";
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
        fact={<SaveStatus open={open} />}
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
        <SheetActions {...props} />
      </main>
      <SheetFoot {...props} unfolded={unfolded} onUnfold={unfold} />
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

interface FootProps extends SheetProps {
  unfolded: string | null;
  onUnfold: (slug: string) => void;
}

function SheetFoot({ open, site, view, unfolded, onUnfold }: FootProps) {
  const toAll = () => go(pathTo(open.draft.id, ALL), "replace");
  const item = nextOpenIn(view, unfolded);
  const previous = previousIn(view, unfolded);
  const [word, leave] = wayOn(open.draft.id, site, view, toAll);
  return (
    <footer class="foot">
      <button
        type="button"
        class="button foot-side"
        aria-label={t("sheets.to-all")}
        data-test="to-all"
        onClick={toAll}
      >
        <Icon name="list" />
      </button>
      <PreviousButton previous={previous} onShow={onUnfold} />
      <NextButton test="next" onClick={() => (item ? onUnfold(item) : leave())}>
        <span class="foot-words">
          <span>{t(item ? "sheets.next-item" : word)}</span>
          {item && <span class="foot-count">{t("inspect.left", { n: view.open.length })}</span>}
        </span>
      </NextButton>
    </footer>
  );
}

/** What follows a sheet in which nothing is open: its word, and the way there. */
function wayOn(id: string, site: Site, view: SheetView, toAll: () => void): [SheetKey, () => void] {
  const sheet = nextSheet(site, view);
  if (sheet && sheet.sheet !== view.sheet)
    return ["sheets.next-sheet", () => openSheet(id, sheet, "replace")];
  if (site.undecided.length > 0) return ["sheets.to-all", toAll];
  return ["inspect.seal", () => go(`/seal/${id}`)];
}
