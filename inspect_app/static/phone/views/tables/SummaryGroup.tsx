// Draws one group of the summary: its sheets, the tables not decided yet, and those that are not on this
// site.
import { useState } from "preact/hooks";
import type { Draft, TableSheet } from "../../data";
import type { Line, Table } from "../../rules";
import { Icon, Mark } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { go } from "../../ui/router";
import { either, t } from "../../ui/texts/texts-sheets";
import { singleFlight } from "../single-flight";
import type { SiteProps } from "./props";
import { pathTo, placeOfTable } from "./paths";
import { cut, isEverywhere, mayRepeat, slugsOf, titleOf, type GroupView, type SheetView } from "./site";
import { addressOf, addSheet, declareAbsent, dropSheet, remarksOn, declarePresent } from "./sheets";

export function SummaryGroup(props: SiteProps & { group: GroupView }) {
  const { line, points, sheets, undecided } = props.group;
  const absent = sheets.filter((view) => view.isAbsent);
  const tables = props.checklist.tables.filter((table) => line.tables.includes(table.id));
  return (
    <section class="summary-group">
      {!standsAlone(line) && (
        <div class="group-head">
          <h2>{either(line)}</h2>
          <span class="group-right">{worthOf(line, points)}</span>
        </div>
      )}
      <div class="card">
        {tables.map((table) => (
          <TableRows {...props} table={table} />
        ))}
        {undecided.length > 1 && <RestAbsent {...props} />}
        {absent.length > 0 && <Absent {...props} absent={absent} />}
      </div>
    </section>
  );
}

type Props = SiteProps & { group: GroupView };

/** Whether a group has one table only, and needs no head that says the same again. */
const standsAlone = (line: Line): boolean => line.tables.length === 1;

const worthOf = ({ weight }: Line, points: string | null): string =>
  points === null ? t("sheets.weight", { weight }) : t("sheets.line-points", { points: cut(points), weight });

function TableRows({ table, ...props }: Props & { table: Table }) {
  const { scores, group } = props;
  const { id } = props.open.draft;
  const here = group.sheets.filter((view) => view.table.id === table.id && !view.isAbsent);
  const open = (sheetIn: (draft: Draft, table: string) => TableSheet) =>
    singleFlight(async () => {
      let address = "";
      await scores.edit((draft) => {
        address = addressOf(sheetIn(draft, table.id));
      });
      if (address) go(pathTo(id, address));
    });
  return (
    <>
      {here.map((view) => (
        <SheetRow {...props} view={view} />
      ))}
      {here.length > 0 && mayRepeat(table) && (
        <button
          type="button"
          class="list-row sheet-add"
          data-test={`add-${table.id}`}
          onClick={() => void open(addSheet)}
        >
          <Icon name="plus" />
          <span>{t("sheets.add", { table: either(table) })}</span>
        </button>
      )}
      {group.undecided.includes(table) && (
        <Undecided {...props} table={table} onHere={() => void open(declarePresent)} />
      )}
    </>
  );
}

function SheetRow({ open, group, view }: Props & { view: SheetView }) {
  const { sheet, table, open: left, score, zero } = view;
  const returned = remarksOn(open.draft, sheet).length;
  const done = left.length === 0;
  return (
    <Link
      class="list-row"
      href={pathTo(open.draft.id, addressOf(sheet))}
      data-test={`sheet-${addressOf(sheet)}`}
    >
      {done ? (
        <Mark name={zero ? "fail" : "pass"} class={zero ? "tone-fail" : "tone-pass"} />
      ) : (
        <span class="section-open" />
      )}
      <span class="list-row-text">
        <b>{titleOf(table, sheet)}</b>
        {standsAlone(group.line) && <span class="small">{worthOf(group.line, group.points)}</span>}
        {returned > 0 && <span class="small tone-turn">{t("sheets.returned-n", { n: returned })}</span>}
        {zero && <span class="small tone-fail">{t("sheets.zero")}</span>}
      </span>
      <span class="list-row-right">
        {done ? (
          <b class="sheet-score">{score === null ? t("answer.na") : cut(score)}</b>
        ) : (
          t("sheets.items-left", { n: left.length })
        )}
        <Icon name="next" />
      </span>
    </Link>
  );
}

type UndecidedProps = Props & { table: Table; onHere: () => void };

/** Asks whether what a table is about is on this site; some tables are on every site. */
function Undecided({ scores, checklist, group, table, onHere }: UndecidedProps) {
  const name = (
    <span class="list-row-text">
      <span>{either(table)}</span>
      {standsAlone(group.line) && <span class="small">{worthOf(group.line, null)}</span>}
    </span>
  );
  if (isEverywhere(table))
    return (
      <button
        type="button"
        class="list-row"
        id={placeOfTable(table.id)}
        data-test={`here-${table.id}`}
        onClick={onHere}
      >
        <span class="section-open" />
        {name}
        <span class="list-row-right">
          {t("sheets.items-left", { n: slugsOf(checklist, table.id).length })}
          <Icon name="next" />
        </span>
      </button>
    );
  const absent = () =>
    void scores.edit((draft) =>
      declareAbsent(draft, { [table.id]: slugsOf(checklist, table.id) }, t("sheets.absent-reason")),
    );
  return (
    <div class="list-row sheet-undecided" id={placeOfTable(table.id)}>
      {name}
      <span class="sheet-choice" role="group" aria-label={`${either(table)}，${t("sheets.is-here")}`}>
        <button type="button" class="button" data-test={`here-${table.id}`} onClick={onHere}>
          {t("sheets.here")}
        </button>
        <button type="button" class="button" data-test={`absent-${table.id}`} onClick={absent}>
          {t("sheets.not-here")}
        </button>
      </span>
    </div>
  );
}

function RestAbsent({ scores, checklist, group }: Props) {
  const all = () =>
    void scores.edit((draft) =>
      declareAbsent(
        draft,
        Object.fromEntries(group.undecided.map((table) => [table.id, slugsOf(checklist, table.id)])),
        t("sheets.absent-reason"),
      ),
    );
  return (
    <button type="button" class="list-row sheet-rest" data-test={`rest-${group.line.id}`} onClick={all}>
      <Icon name="dash" />
      <span>{t("sheets.rest-absent", { n: group.undecided.length })}</span>
    </button>
  );
}

/**
 * Folds the tables that are not on this site, for most have one or two kinds of scaffold; each can be
 * called back.
 */
function Absent({ open, scores, absent }: Props & { absent: SheetView[] }) {
  const [changing, setChanging] = useState(false);
  const callBack = (view: SheetView) => void scores.edit((draft) => dropSheet(draft, view.sheet));
  if (changing)
    return (
      <>
        {absent.map((view) => (
          <div class="list-row">
            <Mark name="na" class="tone-na" />
            <Link class="list-row-text sheet-open" href={pathTo(open.draft.id, addressOf(view.sheet))}>
              {either(view.table)}
            </Link>
            <button
              type="button"
              class="button"
              data-test={`call-back-${view.table.id}`}
              onClick={() => callBack(view)}
            >
              {t("sheets.undo")}
            </button>
          </div>
        ))}
      </>
    );
  const returned = absent.reduce((sum, view) => sum + remarksOn(open.draft, view.sheet).length, 0);
  return (
    <button type="button" class="list-row sheet-absent" data-test="absent" onClick={() => setChanging(true)}>
      <Mark name="na" class="tone-na" />
      <span class="list-row-text">
        {t("sheets.absent", { names: absent.map((view) => either(view.table)).join(t("word.list")) })}
        {returned > 0 && <span class="small tone-turn">{t("sheets.returned-n", { n: returned })}</span>}
      </span>
      <span class="list-row-right">{t("sheets.absent-change")}</span>
    </button>
  );
}
