// Draws an inspection that is scored by tables: all of them at a glance, or the one sheet that the address
// names.
import { useEffect } from "preact/hooks";
import type { Draft } from "../../data";
import { go } from "../../ui/router";
import { useApp } from "../context";
import { asSite } from "../scored-checklist";
import type { OpenDraft } from "../inspect/useDraft";
import { Overview } from "./Overview";
import { ALL, pathTo, tableAsked } from "./paths";
import { SheetScreen } from "./SheetScreen";
import { readSite } from "./site";
import { addressOf, findSheet, parseAddress } from "./sheets";
import { useScores } from "./useScores";

export function SiteInspect({ open, wanted }: { open: OpenDraft; wanted: string | null }) {
  const { store } = useApp();
  const scores = useScores(open);
  const { draft, tables } = scores;
  const place = parseAddress(wanted ?? "");
  const sheet = findSheet(tables, place);
  useEffect(() => {
    if (wanted === null) resume(draft);
    else void store.drafts.setCurrentItem(draft.id, sheet && wanted).catch(() => undefined);
  }, [wanted, sheet === null]);
  if (wanted === null) return null;
  const site = readSite(asSite(open.checklist.object), draft);
  const props = {
    checklist: asSite(open.checklist.object),
    open: { ...open, draft, saving: scores.saving },
    scores,
    site,
  };
  const view = site.all.find((one) => one.sheet.table === sheet?.table && one.sheet.label === sheet.label);
  return view ? (
    <SheetScreen {...props} view={view} slug={place.slug} key={addressOf(view.sheet)} />
  ) : (
    <Overview {...props} asked={tableAsked(wanted)} />
  );
}

/** Opens the sheet where one stopped on top of the overview, so that back leads to the overview. */
function resume(draft: Draft): void {
  const stopped = draft.camera_item ?? draft.current_item ?? draft.returned[0]?.item ?? "";
  const place = parseAddress(stopped);
  const sheet = findSheet(draft.tables ?? [], place);
  go(pathTo(draft.id, ALL), "replace");
  if (sheet) go(pathTo(draft.id, addressOf(sheet, place.slug ?? undefined)));
}
