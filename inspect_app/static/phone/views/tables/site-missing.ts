// Finds what keeps a scored site from being sealed, each with its words and where it is put right.
import type { Draft } from "../../data";
import { photosOfSite, type Checklist, type Mark, type SiteChecklist } from "../../rules";
import { either, t } from "../../ui/texts/texts-sheets";
import { asSite } from "../scored-checklist";
import { missingAtEnd, type Missing } from "../seal/missing";
import { isTaken } from "./deducting";
import { ALL, pathTo, pathToTable } from "./paths";
import { readSite, reasonOf, slugOf, titleOf, type Site, type SheetView } from "./site";
import { addressOf, isMissing } from "./sheets";

type MissingPlace = Extract<Missing, { what: "place" }>;

/** Finds all that is missing in a draft of a scored checklist as it lies on the disk. */
export function missingOfSite(checklist: Checklist, draft: Draft): Missing[] {
  const site = asSite(checklist);
  return [...missingOnSite(site, draft, readSite(site, draft)), ...missingAtEnd(checklist, draft)];
}

/** The result of a scored site so far; null while a sheet is open. */
export const siteResult = (checklist: Checklist, draft: Draft): string | null =>
  readSite(asSite(checklist), draft).score.result;

export function missingOnSite(checklist: SiteChecklist, draft: Draft, site: Site): MissingPlace[] {
  const photos = new Set(
    photosOfSite(checklist, { premises: draft.premises, on: draft.on, tables: draft.tables ?? [] }),
  );
  const ordered = site.groups.flatMap((group) => group.sheets);
  return [...missingOfWhole(site, draft), ...ordered.flatMap((view) => missingOnSheet(view, draft, photos))];
}

function missingOfWhole({ undecided, sheets }: Site, draft: Draft): MissingPlace[] {
  const path = pathTo(draft.id, ALL);
  if (undecided[0])
    return [
      {
        what: "place",
        path: pathToTable(draft.id, undecided[0].id),
        words: t("missing.undecided", { n: undecided.length }),
        where: t("missing.undecided-where", { first: either(undecided[0]) }),
      },
    ];
  return sheets.length === 0 ? [{ what: "place", path, words: t("missing.nothing"), where: "" }] : [];
}

/** Lists the open items as one entry for each sheet: a list of a hundred would help nobody. */
function missingOnSheet(view: SheetView, draft: Draft, photos: Set<string>): MissingPlace[] {
  const sheet = titleOf(view.table, view.sheet);
  const at = (mark: Mark) => pathTo(draft.id, addressOf(view.sheet, slugOf(mark.item)));
  const [first] = view.open;
  const open: MissingPlace[] = first
    ? [
        {
          what: "place",
          path: at(first),
          words: t("missing.sheet", { sheet, n: view.open.length }),
          where: t("missing.sheet-where", { item: either(first.item) }),
        },
      ]
    : [];
  const said = view.marks.flatMap((mark): MissingPlace[] => {
    const lack = lackOf(mark, view, draft, photos);
    return lack
      ? [{ what: "place", path: at(mark), words: t(lack, { item: either(mark.item) }), where: sheet }]
      : [];
  });
  return [...open, ...said];
}

function lackOf({ item, key }: Mark, { sheet }: SheetView, { photos }: Draft, due: Set<string>) {
  const score = sheet.scores[slugOf(item)];
  if (isMissing(score)) return reasonOf(score).trim() ? null : "missing.reason";
  if (isTaken(score) && score.deductions.some(({ clause }) => !clause.trim())) return "missing.note";
  return due.has(key) && !photos[key]?.length ? "missing.photo" : null;
}
