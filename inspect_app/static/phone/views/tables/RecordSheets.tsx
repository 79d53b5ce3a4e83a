// Lists the sheets of a frozen record: what each came to, what was taken off and why, with photos and
// remarks.
import { shownPoints, type Mark, type SiteChecklist } from "../../rules";
import { Icon, Mark as Sign } from "../../ui/drawings/Icon";
import { either, t } from "../../ui/texts/texts-sheets";
import { Player } from "../photos/voice/Player";
import { PhotoStrip } from "../photos/PhotoStrip";
import type { Written } from "../record/RecordAnswers";
import { scoreWords } from "./deducting";
import { TotalCard } from "./Overview";
import { cut, readSite, slugOf, stateOf, titleOf, type SheetView } from "./site";
import { remarksOn } from "./sheets";
import "../../styles/item.css";
import "../../styles/photo.css";
import "../../styles/sections.css";
import "../../styles/sheets.css";

export function RecordSheets({ record, checklist }: { record: Written; checklist: SiteChecklist }) {
  const site = readSite(checklist, record.body);
  const absent = site.all.filter((view) => view.isAbsent);
  const sheets = site.groups.flatMap((group) => group.sheets).filter((view) => !view.isAbsent);
  const first = new Set(sheets.filter((view) => needsAttention(record, view)));
  return (
    <>
      <TotalCard site={site} />
      {[...first].map((view) => (
        <RecordSheet record={record} view={view} open />
      ))}
      {sheets
        .filter((view) => !first.has(view))
        .map((view) => (
          <RecordSheet record={record} view={view} />
        ))}
      {absent.length > 0 && (
        <p class="card-pad second">
          {t("sheets.absent", { names: absent.map((view) => either(view.table)).join(t("word.list")) })}
        </p>
      )}
    </>
  );
}

/**
 * Whether points were lost, something is open or the supervisor remarked on something: such sheets come
 * first.
 */
const needsAttention = ({ body, row }: Written, view: SheetView): boolean =>
  view.marks.some((mark) => ["fail", "none"].includes(stateOf(mark))) ||
  remarksOn({ ...body, returned: row?.returned ?? [] }, view.sheet).length > 0;

function RecordSheet({ record, view, open = false }: { record: Written; view: SheetView; open?: boolean }) {
  return (
    <details class="record-sheet" open={open} data-test={`record-${view.name}`}>
      <summary class="group-head">
        <Icon name="down" />
        <h2>{titleOf(view.table, view.sheet)}</h2>
        <span class={`group-right${view.zero ? " tone-fail" : ""}`}>
          {view.score === null ? "" : t("sheets.points", { n: cut(view.score) })}
        </span>
      </summary>
      <div class="card">
        {view.marks.map((mark) => (
          <RecordItem record={record} view={view} mark={mark} />
        ))}
      </div>
    </details>
  );
}

function RecordItem({ record, view, mark }: { record: Written; view: SheetView; mark: Mark }) {
  const { item, earned, key } = mark;
  const slug = slugOf(item);
  const state = stateOf(mark);
  const photos = record.body.photos[key] ?? [];
  const remarks = remarksOn({ ...record.body, returned: record.row?.returned ?? [] }, view.sheet, slug);
  return (
    <div class="list-row section-row record-row">
      {state === "none" ? <span class="section-open" /> : <Sign name={state} class={`tone-${state}`} />}
      <div class="list-row-text">
        <span>{either(item)}</span>
        {scoreWords(view.sheet.scores[slug], item).map((words) => (
          <span class="second">{words}</span>
        ))}
        {remarks.map(({ remark }) => (
          <span class="item-remark">
            <Sign name="returned" />
            {remark}
          </span>
        ))}
        {record.body.voice?.[key] && <Player note={record.body.voice[key]!} />}
        {photos.length > 0 && (
          <div class="photos">
            <PhotoStrip draftId={null} item={key} photos={photos} />
          </div>
        )}
      </div>
      <span class="score-points">
        {earned !== null && <b>{shownPoints(earned)}</b>}
        {earned !== null && <span class="small"> {t("sheets.of-points", { most: item.max })}</span>}
        {earned === null && state === "na" && <span class="small">{t("score.missing")}</span>}
      </span>
    </div>
  );
}
