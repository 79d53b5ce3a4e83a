// Finding premises as one types: name, short code, address, or first letters of the pinyin; nearest first when the place is known.
import { findLetters } from "./pinyin";

export interface Findable { name: string; code: string; address: string; area: string; kind: string; lat: number | null; lng: number | null }
export interface Wanted { typed: string; area: string | null; kind: string | null; here: Place | null }
export interface Place { lat: number; lng: number }
export interface Hit<P> { premises: P; mark: readonly [number, number] | null; metres: number | null }

export function search<P extends Findable>(all: readonly P[], wanted: Wanted): Hit<P>[] {
  const typed = wanted.typed.trim().toLowerCase();
  const hits: Hit<P>[] = [];
  for (const premises of all) {
    if (wanted.area && premises.area !== wanted.area) continue;
    if (wanted.kind && premises.kind !== wanted.kind) continue;
    const found = typed ? match(premises, typed) : NOWHERE;
    if (found) hits.push({ premises, mark: found.mark, metres: wanted.here && distance(wanted.here, premises) });
  }
  return hits.sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || byName.compare(a.premises.name, b.premises.name));
}

const byName = new Intl.Collator("zh-CN", { numeric: true });
const NOWHERE = { mark: null };

function match(premises: Findable, typed: string): { mark: readonly [number, number] | null } | null {
  const name = [...premises.name];
  const at = premises.name.toLowerCase().indexOf(typed);
  if (at >= 0) return { mark: [at, at + typed.length] };
  if (/^[a-z0-9]+$/.test(typed)) {
    const letters = findLetters(name, typed);
    if (letters) return { mark: letters };
  }
  const code = normaliseCode(typed);
  if ((code.length >= 2 && premises.code.startsWith(code)) || premises.address.toLowerCase().includes(typed)) return NOWHERE;
  return typed.includes(" ") ? matchAll(premises, typed.split(/\s+/)) : null;
}

function matchAll(premises: Findable, words: string[]) {
  return words.every((each) => match(premises, each)) ? NOWHERE : null;
}

/** A short code as it is stored: eight signs, no spaces, capitals. */
export function normaliseCode(typed: string): string {
  return typed.replace(/[\s-]/g, "").toUpperCase();
}

/** Metres between two places; flat is exact enough inside one district. */
export function distance(from: Place, to: { lat: number | null; lng: number | null }): number | null {
  if (to.lat === null || to.lng === null) return null;
  const north = (to.lat - from.lat) * 111_195;
  const east = (to.lng - from.lng) * 111_195 * Math.cos((from.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}
