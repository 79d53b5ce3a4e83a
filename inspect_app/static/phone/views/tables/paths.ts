// Builds the paths of a scored site's screens, and finds which one comes next.
import { go } from "../../ui/router";
import type { Site, SheetView } from "./site";
import { addressOf } from "./sheets";
import { slugOf } from "./site";

export const ALL = "all";
export const pathTo = (draft: string, key: string): string => `/inspect/${draft}/${encodeURIComponent(key)}`;

const ASKED = `${ALL}:`;
/** Leads to the overview, to where one says whether the site has what a table is about. */
export const pathToTable = (draft: string, table: string): string => pathTo(draft, ASKED + table);
export const tableAsked = (key: string): string | null =>
  key.startsWith(ASKED) ? key.slice(ASKED.length) : null;

export const placeOfTable = (table: string): string => `table-${table}`;
/** Shows where a table is decided, and puts the focus on the choice. */
export function showTable(table: string): void {
  const place = document.getElementById(placeOfTable(table));
  place?.scrollIntoView({ block: "center" });
  (place?.matches("button") ? place : place?.querySelector("button"))?.focus({ preventScroll: true });
}

/** Finds the next open item of this sheet, after an item and then from the beginning. */
export function nextOpenIn({ marks }: SheetView, after: string | null): string | null {
  const from = marks.findIndex((mark) => slugOf(mark.item) === after) + 1;
  const next = [...marks.slice(from), ...marks.slice(0, from)].find(
    (mark) => mark.isOpen && slugOf(mark.item) !== after,
  );
  return next ? slugOf(next.item) : null;
}

/** Finds the item before one of this sheet. */
export function previousIn({ marks }: SheetView, here: string | null): string | null {
  const at = marks.findIndex((mark) => slugOf(mark.item) === here);
  return at > 0 ? slugOf(marks[at - 1]!.item) : null;
}

/** Finds the next open sheet in the order of the summary: first behind this one, then before it. */
export function nextSheet(site: Site, after: SheetView | null): SheetView | null {
  const ordered = site.groups.flatMap((group) => group.sheets);
  const from = ordered.findIndex((view) => view.sheet === after?.sheet) + 1;
  return [...ordered.slice(from), ...ordered.slice(0, from)].find((view) => view.open.length > 0) ?? null;
}

export const openSheet = (draft: string, view: SheetView, how: "push" | "replace"): void =>
  go(pathTo(draft, addressOf(view.sheet)), how);
