// Shows all tables of a site by the groups of the summary: which are here, how far each is, and the total.
import { useEffect, useState } from "preact/hooks";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Icon } from "../../ui/drawings/Icon";
import { go } from "../../ui/router";
import { Ruler } from "../../ui/drawings/Ruler";
import { t } from "../../ui/texts/texts-sheets";
import { SaveStatus } from "../inspect/SaveStatus";
import { Discard, MoreButton } from "../inspect/DraftMenu";
import { SummaryGroup } from "./SummaryGroup";
import { nextSheet, openSheet, showTable } from "./paths";
import { UnableRow } from "../unable/UnableRow";
import { PhotosSaving } from "../photos/PhotosSaving";
import type { SiteProps } from "./props";
import { groupsOfRuler, type Site } from "./site";
import { totalOf } from "./site-total";
import { UndoRemoval } from "./UndoRemoval";
import "../../styles/row.css";
import "../../styles/seal.css";
import "../../styles/sheets.css";

/** `asked`: the table that is to be decided; its choice has the focus. */
export function Overview({ asked, ...props }: SiteProps & { asked: string | null }) {
  useEffect(() => {
    if (asked) showTable(asked);
  }, [asked]);
  const { open, site, scores } = props;
  const [menu, setMenu] = useState(false);
  return (
    <>
      <BackHeader
        name={open.draft.premises_name}
        parent="/"
        fact={
          <>
            <SaveStatus open={open} />
            <MoreButton open={menu} onToggle={() => setMenu(!menu)} />
          </>
        }
      >
        <div class="ruler-button" data-test="site-ruler">
          <Ruler sections={groupsOfRuler(site, null)} bars />
          <Words site={site} />
        </div>
      </BackHeader>
      <main class="body">
        {menu && <Discard draftId={open.draft.id} onKeep={() => setMenu(false)} />}
        <TotalCard site={site} />
        <fieldset disabled={scores.photosSaving > 0}>
          {site.groups.map((group) => (
            <SummaryGroup {...props} group={group} key={group.line.id} />
          ))}
        </fieldset>
        <div class="card gutter">
          <UnableRow draftId={open.draft.id} />
        </div>
      </main>
      <footer class="foot foot-column">
        <PhotosSaving scores={scores} />
        <UndoRemoval removed={open.draft.removed} scores={scores} checklist={props.checklist} />
        <Next draftId={open.draft.id} site={site} />
      </footer>
    </>
  );
}

function Words({ site }: { site: Site }) {
  const all = site.sheets.reduce((sum, view) => sum + view.marks.length, 0);
  return (
    <span class="ruler-words">
      <b>{t("sheets.title")}</b>
      <span class="ruler-total">{t("sheet.total", { all, done: all - site.open })}</span>
    </span>
  );
}

export function TotalCard({ site }: { site: Site }) {
  const { points, grade, tone, why, how } = totalOf(site);
  return (
    <section class="card site-total" aria-live="polite" data-test="site-total">
      {points === null ? (
        <b>{t("sheets.none-yet")}</b>
      ) : (
        <p class="site-points">
          <b data-test="site-points">{points}</b>
          <span class={`verdict-${tone}`} data-test="site-grade">
            {grade}
          </span>
        </p>
      )}
      {why && <p>{why}</p>}
      <p class="small">{how}</p>
    </section>
  );
}

function Next({ draftId, site }: { draftId: string; site: Site }) {
  const next = nextSheet(site, null);
  const undecided = site.undecided[0];
  const act = () => {
    if (next) openSheet(draftId, next, "push");
    else if (undecided) showTable(undecided.id);
    else go(`/seal/${draftId}`);
  };
  return (
    <button type="button" class="button button-next foot-main" data-test="next" onClick={act}>
      <span class="foot-words">
        <span>
          {next
            ? t("sheets.next-item")
            : undecided
              ? t("sheets.decide", { n: site.undecided.length })
              : t("inspect.seal")}
        </span>
        {next && <span class="foot-count">{t("inspect.left", { n: site.open })}</span>}
      </span>
      <Icon name="next" />
    </button>
  );
}
