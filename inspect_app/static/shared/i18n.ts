// One way to fill a sentence: {name} is replaced by its value, everything else stays.

export type Params = Record<string, string | number>;

export function fill(sentence: string, params: Params = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) =>
    name in params ? String(params[name]) : hole,
  );
}

/** Picks the language that a person chose, else the browser's; Chinese unless it is English. */
export function pickLanguage(chosen: string | null, browser: readonly string[]): Language {
  const wanted = chosen ?? browser[0] ?? "zh";
  return wanted.toLowerCase().startsWith("en") ? "en" : "zh";
}

export type Language = "zh" | "en";
