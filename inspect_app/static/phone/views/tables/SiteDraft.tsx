// Shows on the row of its draft how far a scored site is.
import type { Draft, PublishedChecklist } from "../../data";
import { Ruler } from "../../ui/drawings/Ruler";
import { either, t } from "../../ui/texts/texts-sheets";
import { HowFar } from "../today/HowFar";
import { asSite } from "../scored-checklist";
import { groupsOfRuler, readSite, slugOf, titleOf, type Site } from "./site";
import { findSheet, parseAddress } from "./sheets";

export function SiteDraft({ draft, checklist }: { draft: Draft; checklist: PublishedChecklist | undefined }) {
  if (!checklist) return null;
  const site = readSite(asSite(checklist.object), draft);
  const all = site.sheets.reduce((sum, view) => sum + view.marks.length, 0);
  return (
    <HowFar draft={draft} second={whereOf(site, draft)} done={all - site.open} all={all}>
      <Ruler sections={groupsOfRuler(site, null)} bars />
    </HowFar>
  );
}

function whereOf(site: Site, draft: Draft): string {
  if (site.all.length === 0) return t("draft.sheets-none");
  if (site.open + site.undecided.length === 0) return t("today.all-answered");
  const place = parseAddress(draft.current_item ?? "");
  const sheet = findSheet(draft.tables ?? [], place);
  const view = site.all.find((one) => one.sheet === sheet);
  if (!view) return t("draft.sheets", { n: site.sheets.length });
  const item = view.marks.find((mark) => slugOf(mark.item) === place.slug)?.item;
  const title = titleOf(view.table, view.sheet);
  return t("today.stopped-at", {
    item: item ? t("draft.item", { sheet: title, item: either(item) }) : title,
  });
}
