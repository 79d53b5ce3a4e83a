// Finds premises as one types: by name, short code, address, or first letters of the pinyin; nearest first
// when the position is known.
import { findLetters } from "./pinyin";

export interface Findable {
  name: string;
  code: string;
  address: string;
  area: string;
  kind: string;
  lat: number | null;
  lng: number | null;
}
export interface Wanted {
  typed: string;
  area: string | null;
  kind: string | null;
  here: Place | null;
  areaName?: (area: string) => string;
}
export interface Place {
  lat: number;
  lng: number;
}
export interface Hit<P> {
  premises: P;
  mark: readonly [number, number] | null;
  metres: number | null;
}

/** Searches a list; it keeps the given order, unless the position is known. */
export function search<P extends Findable>(all: readonly P[], wanted: Wanted): Hit<P>[] {
  const typed = wanted.typed.trim().toLowerCase();
  const hits: Hit<P>[] = [];
  for (const premises of all) {
    if (wanted.area && premises.area !== wanted.area) continue;
    if (wanted.kind && premises.kind !== wanted.kind) continue;
    const found = typed ? match(premises, typed, wanted.areaName?.(premises.area) ?? "") : NOWHERE;
    if (found)
      hits.push({ premises, mark: found.mark, metres: wanted.here && distance(wanted.here, premises) });
  }
  return wanted.here ? hits.sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity)) : hits;
}

const collator = new Intl.Collator("zh-CN", { numeric: true });

/** Sorts premises by name once, not at every key: comparing Chinese names is the dear part. */
export function sortByName<P extends { name: string }>(all: readonly P[]): P[] {
  return [...all].sort((a, b) => collator.compare(a.name, b.name));
}

const NOWHERE = { mark: null };

function match(
  premises: Findable,
  typed: string,
  street: string,
): { mark: readonly [number, number] | null } | null {
  const name = [...premises.name];
  const at = premises.name.toLowerCase().indexOf(typed);
  if (at >= 0) return { mark: [at, at + typed.length] };
  const letters = /^[a-z0-9]+$/.test(typed);
  const inName = letters && findLetters(name, typed);
  if (inName) return { mark: inName };
  const around = `${street} ${premises.address}`.toLowerCase();
  if (around.includes(typed) || (letters && typed.length > 1 && findLetters([...around], typed)))
    return NOWHERE;
  const code = normaliseCode(typed);
  if (code.length >= 2 && premises.code.startsWith(code)) return NOWHERE;
  return typed.includes(" ") && typed.split(/\s+/).every((each) => match(premises, each, street))
    ? NOWHERE
    : null;
}

/** Normalises a short code as it is stored: eight characters, no spaces, capitals. */
export function normaliseCode(typed: string): string {
  return typed.replace(/[\s-]/g, "").toUpperCase();
}

/** Computes the metres between two positions; flat is exact enough inside one district. */
export function distance(from: Place, to: { lat: number | null; lng: number | null }): number | null {
  if (to.lat === null || to.lng === null) return null;
  const north = (to.lat - from.lat) * 111_195;
  const east = (to.lng - from.lng) * 111_195 * Math.cos((from.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}
