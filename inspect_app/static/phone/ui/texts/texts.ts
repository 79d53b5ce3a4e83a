// Translates the app's words. Chinese is in the first load, English is fetched when asked for; changing it
// keeps every draft.
import { useEffect, useState } from "preact/hooks";
import { fill, pickLanguage, type Language, type Params } from "../../../shared/i18n";
import { writeLocal, readLocal } from "../local-storage";
import phoneZh from "../../../../texts/phone.zh.json";
import sharedZh from "../../../../texts/shared.zh.json";
import vocabularyZh from "../../../../texts/vocabulary.zh.json";

const STORAGE_KEY = "inspect.language";
const chinese = { ...vocabularyZh, ...sharedZh, ...phoneZh };
export type Key = keyof typeof chinese;

let language: Language = "zh";
const inChinese: Record<string, string> = { ...chinese };
let words = inChinese;
const listeners = new Set<() => void>();

export function t(key: Key, params?: Params): string {
  return fill(words[key] ?? inChinese[key] ?? key, params);
}

/** Adds the words of a part that was just loaded; its English comes with all the rest of the English. */
export function addWords(more: Record<string, string>): void {
  Object.assign(inChinese, more);
}

/** Translates a key made at run time, as state.received; an unknown one shows its plain value. */
export function word(prefix: string, value: string): string {
  return words[`${prefix}.${value}`] ?? inChinese[`${prefix}.${value}`] ?? value;
}

/** Picks the language of content that carries both itself, as checklists do. */
export function either(pair: { zh: string; en?: string }): string {
  return language === "en" && pair.en ? pair.en : pair.zh;
}

/** Gives what stands between two sentences: nothing in Chinese. */
export function gap(): string {
  return language === "en" ? " " : "";
}

export function currentLanguage(): Language {
  return language;
}

export async function setLanguage(next: Language): Promise<void> {
  writeLocal(STORAGE_KEY, next);
  await load(next);
  for (const listener of listeners) listener();
}

export async function startTexts(): Promise<void> {
  await load(pickLanguage(readLocal(STORAGE_KEY), navigator.languages));
}

export function useLanguage(): Language {
  const [now, setNow] = useState(language);
  useEffect(() => {
    const update = () => setNow(language);
    listeners.add(update);
    return () => void listeners.delete(update);
  }, []);
  return now;
}

/** Loads a language; where English does not come, Chinese is on board. */
async function load(next: Language): Promise<void> {
  const english = next === "en" && (await import("./texts-en").catch(() => null))?.english;
  words = english || inChinese;
  language = english ? "en" : "zh";
  document.documentElement.lang = english ? "en" : "zh-CN";
}
