// First letters of the pinyin of Chinese names, without a dictionary: the browser's own Chinese collation
// sorts by sound,
// so comparing with the first character of each letter tells the letter. Where a character begins with zh, ch
// or sh, both
// ways of typing it are kept. A few characters are read in two ways in place names; both are kept as well.

const FIRST: readonly (readonly [letters: string, character: string])[] = [
  ["a", "阿"],
  ["b", "八"],
  ["c", "嚓"],
  ["ch", "叉"],
  ["c", "呲"],
  ["d", "咑"],
  ["e", "妸"],
  ["f", "发"],
  ["g", "旮"],
  ["h", "哈"],
  ["j", "丌"],
  ["k", "咔"],
  ["l", "垃"],
  ["m", "妈"],
  ["n", "拏"],
  ["o", "喔"],
  ["p", "妑"],
  ["q", "七"],
  ["r", "呥"],
  ["s", "仨"],
  ["sh", "杀"],
  ["s", "厶"],
  ["t", "他"],
  ["w", "穵"],
  ["x", "夕"],
  ["y", "丫"],
  ["z", "帀"],
  ["zh", "扎"],
  ["z", "孜"],
];
const ALSO: Record<string, string[]> = {
  长: ["c", "ch", "z", "zh"],
  行: ["x", "h"],
  乐: ["l", "y"],
  重: ["c", "ch", "z", "zh"],
  朝: ["c", "ch", "z", "zh"],
  单: ["d", "s", "sh"],
};

const collator = new Intl.Collator("zh-CN");
const known = new Map<string, readonly string[]>();

/** Lists what may be typed for one character: its first letters, or itself. */
export function lettersOf(character: string): readonly string[] {
  let letters = known.get(character);
  if (!letters) known.set(character, (letters = look(character)));
  return letters;
}

/** Finds the typed letters in a name, as [from, to) in characters; null when they do not occur. */
export function findLetters(name: readonly string[], typed: string): readonly [number, number] | null {
  for (let from = 0; from < name.length; from++) {
    const to = matchFrom(name, from, typed);
    if (to !== null) return [from, to];
  }
  return null;
}

function matchFrom(name: readonly string[], at: number, typed: string): number | null {
  if (!typed) return at;
  const character = name[at];
  if (character === undefined) return null;
  for (const letters of lettersOf(character)) {
    if (!typed.startsWith(letters)) continue;
    const to = matchFrom(name, at + 1, typed.slice(letters.length));
    if (to !== null) return to;
  }
  return null;
}

function look(character: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(character)) return [character.toLowerCase()];
  if (ALSO[character]) return ALSO[character];
  const letters = FIRST.findLast(([, first]) => collator.compare(character, first) >= 0)?.[0] ?? character;
  return letters.length > 1 ? [letters, letters.charAt(0)] : [letters];
}
