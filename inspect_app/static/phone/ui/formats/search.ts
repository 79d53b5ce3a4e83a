// Finds premises as one types: by name, short code, address, pinyin or its first letters, and by the numbers on
// their papers; nearest first when the position is known. What a key is compared with is prepared once for each
// premises.
import { distance, type Place } from "./distance";
import { findLetters, spell, type Spelling } from "./pinyin";

export interface Findable {
  name: string;
  code: string;
  address: string;
  area: string;
  kind: string;
  lat: number | null;
  lng: number | null;
  attrs: Record<string, unknown>;
}
export interface Wanted {
  typed: string;
  area: string | null;
  kind: string | null;
  here: Place | null;
  areaName?: (area: string) => string;
}
export interface Hit<P> {
  premises: P;
  mark: readonly [number, number] | null;
  metres: number | null;
}

/** Searches a list; it keeps the given order, unless the position is known. */
export function search<P extends Findable>(all: readonly P[], wanted: Wanted): Hit<P>[] {
  const typed = readTyped(wanted.typed);
  const streets = new Map<string, boolean>();
  const inStreet = (area: string, { text, letters }: Typed) => {
    const key = `${area} ${text}`;
    let found = streets.get(key);
    if (found === undefined)
      streets.set(key, (found = isAround(prepareText(wanted.areaName?.(area) ?? ""), text, letters)));
    return found;
  };
  const hits: Hit<P>[] = [];
  for (const premises of all) {
    if (wanted.area && premises.area !== wanted.area) continue;
    if (wanted.kind && premises.kind !== wanted.kind) continue;
    const found = typed.text ? match(premises, typed, inStreet) : NOWHERE;
    if (found)
      hits.push({ premises, mark: found.mark, metres: wanted.here && distance(wanted.here, premises) });
  }
  return wanted.here ? hits.sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity)) : hits;
}

/** Makes a search of one list for somebody who types: what a key found comes again at once, and a longer word
 * is looked for only among what its beginning found. */
export function searchWhileTyping<P extends Findable>(
  all: readonly P[],
  wanted: Omit<Wanted, "typed">,
): (typed: string) => Hit<P>[] {
  const known = new Map<string, Hit<P>[]>();
  return (typed) => {
    const text = typed.trim().toLowerCase();
    let hits = known.get(text);
    if (!hits) {
      const beginning = beginningOf(text, known);
      const within = beginning && known.get(beginning);
      hits = search(within ? within.map((hit) => hit.premises) : all, { ...wanted, typed: text });
      known.set(text, hits);
    }
    return hits;
  };
}

/** Finds the longest known beginning of one word. Shorter ones leave out addresses and numbers, and with
 * several words each is looked for by itself: there more letters can find more. */
function beginningOf(text: string, known: ReadonlyMap<string, unknown>): string {
  if (/\s/.test(text)) return "";
  for (let length = text.length - 1; length >= LEAST_OF_NUMBER; length--)
    if (known.has(text.slice(0, length))) return text.slice(0, length);
  return "";
}

const collator = new Intl.Collator("zh-CN", { numeric: true });

/** Sorts premises by name once, not at every key: comparing Chinese names is the dear part. */
export function sortByName<P extends { name: string }>(all: readonly P[]): P[] {
  return [...all].sort((a, b) => collator.compare(a.name, b.name));
}

const NOWHERE = { mark: null };

/** Attributes that stand on a plate or a paper and are typed from there. */
const NUMBERS = ["device_code", "use_registration"];
const LEAST_OF_NUMBER = 4;

interface Text {
  text: string;
  spelling: Spelling;
  /** Which letters any of its characters begins with, a bit each: nearly all names are ruled out by it. */
  firsts: number;
}
interface Prepared {
  name: Text;
  address: Text;
  numbers: string[];
}
interface Typed {
  text: string;
  /** Whether it may be pinyin. */
  letters: boolean;
  code: string;
  words: Typed[];
}

const prepared = new WeakMap<Findable, Prepared>();
const bitOf = (text: string): number => 1 << (text.charCodeAt(0) & 31);

function prepareText(text: string): Text {
  const spelling = spell(text);
  let firsts = 0;
  for (const ways of spelling) for (const way of ways) firsts |= bitOf(way);
  return { text: text.toLowerCase(), spelling, firsts };
}

const findSpelled = ({ spelling, firsts }: Text, typed: string) =>
  firsts & bitOf(typed) ? findLetters(spelling, typed) : null;

/** Prepares a premises for all keys to come; it is gone with the premises. */
function prepare(premises: Findable): Prepared {
  let ready = prepared.get(premises);
  if (!ready) {
    const numbers = NUMBERS.map((attr) => premises.attrs[attr]).filter((value) => typeof value === "string");
    ready = {
      name: prepareText(premises.name),
      address: prepareText(premises.address),
      numbers: numbers.map(normaliseCode),
    };
    prepared.set(premises, ready);
  }
  return ready;
}

function readTyped(typed: string): Typed {
  const text = typed.trim().toLowerCase();
  const words = text.split(/\s+/);
  return {
    text,
    letters: /^[a-z0-9]+$/.test(text),
    code: normaliseCode(text),
    words: words.length > 1 ? words.map(readTyped) : [],
  };
}

function match(
  premises: Findable,
  typed: Typed,
  inStreet: (area: string, typed: Typed) => boolean,
): { mark: readonly [number, number] | null } | null {
  const { name, address, numbers } = prepare(premises);
  const { text, letters, code, words } = typed;
  const at = name.text.indexOf(text);
  if (at >= 0) return { mark: [at, at + text.length] };
  const inName = letters && findSpelled(name, text);
  if (inName) return { mark: inName };
  if (isAround(address, text, letters) || inStreet(premises.area, typed)) return NOWHERE;
  if (code.length >= 2 && premises.code.startsWith(code)) return NOWHERE;
  if (code.length >= LEAST_OF_NUMBER && numbers.some((number) => number.includes(code))) return NOWHERE;
  return words.length && words.every((word) => match(premises, word, inStreet)) ? NOWHERE : null;
}

/** Tells whether an address or a street holds what was typed; one letter alone is in nearly all of them. */
const isAround = (around: Text, typed: string, letters: boolean): boolean =>
  around.text.includes(typed) || (letters && typed.length > 1 && findSpelled(around, typed) !== null);

/** Normalises a short code as it is stored: eight characters, no spaces, capitals. */
export function normaliseCode(typed: string): string {
  return typed.replace(/[\s-]/g, "").toUpperCase();
}
