// Edits the sheets of a scored checklist inside a draft: adds, renames and removes them with what is filed
// under their names.
import type { Draft, PhotoRef, Remark, SheetScore, TableSheet } from "../../data";

export interface SheetAddress {
  table: string;
  label: string | null;
  slug: string | null;
}

/** Parses the address of a sheet or of its item: `B17[2#].load`, `B17.load`, `B17[2#]`. */
export function parseAddress(key: string): SheetAddress {
  const [, table = "", label = null, slug = null] = /^([^.[]+)(?:\[(.*)\])?(?:\.([^.\]]+))?$/.exec(key) ?? [];
  return { table, label, slug };
}

const full = ({ table, label }: TableSheet): string => `${table}[${label}]`;

/**
 * The name that photos and remarks are filed under: with the label only where a table comes more than once.
 */
export const nameOf = (tables: readonly TableSheet[], sheet: TableSheet): string =>
  tables.filter((one) => one.table === sheet.table).length > 1 ? full(sheet) : sheet.table;

/**
 * The address of a sheet in a path: always with the label, so that it stays right when a second sheet
 * comes.
 */
export const addressOf = (sheet: TableSheet, slug?: string): string =>
  slug ? `${full(sheet)}.${slug}` : full(sheet);

export function findSheet(
  tables: readonly TableSheet[],
  { table, label }: Pick<SheetAddress, "table" | "label">,
): TableSheet | null {
  const found = tables.filter((one) => one.table === table && (label === null || one.label === label));
  return found.length === 1 ? found[0]! : null;
}

/** The supervisor's remarks on a sheet, or on one item of it. */
export const remarksOn = (
  draft: Pick<Draft, "returned" | "tables">,
  sheet: TableSheet,
  slug?: string,
): Remark[] =>
  draft.returned.filter(({ item }) => {
    const place = parseAddress(item);
    const isHere = place.table === sheet.table && (place.label === null || place.label === sheet.label);
    return isHere && (slug === undefined || place.slug === slug);
  });

export const isMissing = (score: SheetScore | undefined): boolean =>
  score === "missing" || (typeof score === "object" && "missing" in score);

function freeLabel(tables: readonly TableSheet[], table: string): string {
  const taken = new Set(tables.filter((one) => one.table === table).map((one) => one.label));
  let n = 1;
  while (taken.has(`${n}#`)) n += 1;
  return `${n}#`;
}

/** The longest label of a sheet; labels have no brackets, which would break the names of its photos. */
export const LONGEST_LABEL = 16;
export const labelOf = (typed: string): string =>
  typed
    .replace(/[[\]\p{Cc}]/gu, "")
    .trim()
    .slice(0, LONGEST_LABEL)
    .trim();

export function setScore(draft: Draft, key: string, score: SheetScore | null): void {
  const place = parseAddress(key);
  const sheet = findSheet(draft.tables ?? [], place);
  if (!sheet || !place.slug) return;
  if (score === null) delete sheet.scores[place.slug];
  else sheet.scores[place.slug] = score;
}

export function addSheet(draft: Draft, table: string): TableSheet {
  const before = draft.tables ?? [];
  const sheet: TableSheet = { table, label: freeLabel(before, table), scores: {} };
  reshape(draft, [...before, sheet]);
  return sheet;
}

/**
 * Adds the sheet of a table that is on this site. A second tap before the first is written adds no second
 * sheet.
 */
export function declarePresent(draft: Draft, table: string): TableSheet {
  const said = draft.tables?.find((one) => one.table === table);
  if (!said) return addSheet(draft, table);
  if (Object.values(said.scores).every(isMissing)) said.scores = {};
  return said;
}

/**
 * Declares that these tables are not on this site: said of every item, so that a reviewer can see and
 * approve it.
 */
export function declareAbsent(draft: Draft, slugs: Record<string, string[]>, reason: string): void {
  const before = draft.tables ?? [];
  const absent = Object.entries(slugs)
    .filter(([table]) => !before.some((one) => one.table === table))
    .map(([table, items]) => ({
      table,
      label: "1#",
      scores: Object.fromEntries(items.map((slug) => [slug, { missing: true as const, reason }])),
    }));
  reshape(draft, [...before, ...absent]);
}

export const hasTwins = (tables: readonly TableSheet[] = []): boolean =>
  new Set(tables.map(full)).size < tables.length;

/**
 * Gives the second of two sheets with one name a free label; drafts of an earlier release may hold such
 * twins. Photos stay with the first.
 */
export function separateTwins(draft: Draft): void {
  const tables = draft.tables ?? [];
  const apart: TableSheet[] = [];
  for (const sheet of tables) {
    const isTwin = apart.some((one) => full(one) === full(sheet));
    apart.push(isTwin ? { ...sheet, label: freeLabel([...tables, ...apart], sheet.table) } : sheet);
  }
  reshape(draft, apart);
}

export function renameSheet(draft: Draft, from: TableSheet, label: string): void {
  const tables = draft.tables ?? [];
  const old = findSheet(tables, from);
  if (!old || tables.some((one) => one.table === from.table && one.label === label)) return;
  const renamed = { ...old, label };
  reshape(
    draft,
    tables.map((one) => (one === old ? renamed : one)),
    new Map([[renamed, old]]),
  );
}

/** Takes out a sheet that was declared absent: its table is open again. */
export const dropSheet = (draft: Draft, gone: TableSheet): void =>
  reshape(
    draft,
    (draft.tables ?? []).filter((one) => full(one) !== full(gone)),
  );

export function removeSheet(draft: Draft, gone: TableSheet): void {
  const tables = draft.tables ?? [];
  const sheet = findSheet(tables, gone);
  if (!sheet) return;
  const name = `${nameOf(tables, sheet)}.`;
  const own = Object.entries(draft.photos).filter(([key]) => key.startsWith(name));
  draft.removed = {
    sheet,
    at: tables.indexOf(sheet),
    photos: Object.fromEntries(own.map(([key, photos]) => [key.slice(name.length), photos])),
  };
  for (const [key] of own) delete draft.photos[key];
  draft.current_item = null;
  reshape(
    draft,
    tables.filter((one) => one !== sheet),
  );
}

export function restoreSheet(draft: Draft): void {
  const { removed } = draft;
  if (!removed) return;
  delete draft.removed;
  const before = draft.tables ?? [];
  const isTaken = before.some(
    (one) => one.table === removed.sheet.table && one.label === removed.sheet.label,
  );
  const sheet = isTaken ? { ...removed.sheet, label: freeLabel(before, removed.sheet.table) } : removed.sheet;
  const next = [...before.slice(0, removed.at), sheet, ...before.slice(removed.at)];
  reshape(draft, next);
  for (const [slug, photos] of Object.entries(removed.photos))
    join(draft.photos, `${nameOf(next, sheet)}.${slug}`, photos);
}

/** Files photos under a name, beside those that are filed there already. */
function join(filed: Draft["photos"], key: string, taken: PhotoRef[]): void {
  const known = filed[key] ?? [];
  const others = taken.filter(({ sha256 }) => known.every((one) => one.sha256 !== sha256));
  filed[key] = [...known, ...others];
}

/**
 * Replaces the sheets of a draft and moves what is filed under their names: photos, remarks, the current
 * item.
 */
function reshape(draft: Draft, next: TableSheet[], origins = new Map<TableSheet, TableSheet>()): void {
  const before = draft.tables ?? [];
  const moves = next.flatMap((sheet) => {
    const old = origins.get(sheet) ?? sheet;
    if (!before.includes(old)) return [];
    return [[nameOf(before, old), nameOf(next, sheet)] as const, [full(old), full(sheet)] as const];
  });
  const move = (key: string): string => {
    const [from, to] = moves.find(([name]) => key === name || key.startsWith(`${name}.`)) ?? ["", ""];
    return to + key.slice(from.length);
  };
  const photos: Draft["photos"] = {};
  for (const [key, taken] of Object.entries(draft.photos)) join(photos, move(key), taken);
  draft.photos = photos;
  draft.returned = draft.returned.map((remark) => ({ ...remark, item: move(remark.item) }));
  draft.current_item = draft.current_item && move(draft.current_item);
  draft.camera_item = draft.camera_item && move(draft.camera_item);
  moveAsked(draft, move);
  draft.tables = next;
}

/** Moves what is asked to be put right. An id stays with its item: under another name it gets a new one. */
function moveAsked(draft: Draft, move: (key: string) => string): void {
  const moved = draft.corrections?.filter(({ item }) => move(item) !== item) ?? [];
  const measures = { ...Object.fromEntries(moved.map((one) => [one.item, one.measure])), ...draft.measures };
  const terms = { ...Object.fromEntries(moved.map((one) => [one.item, one.deadline_days])), ...draft.terms };
  const left = draft.corrections?.filter((one) => !moved.includes(one)) ?? [];
  if (left.length) draft.corrections = left;
  else delete draft.corrections;
  draft.measures = rekeyed(measures as NonNullable<Draft["measures"]>, move);
  draft.terms = rekeyed(terms as NonNullable<Draft["terms"]>, move);
}

const rekeyed = <T>(values: Record<string, T>, move: (key: string) => string): Record<string, T> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [move(key), value]));
