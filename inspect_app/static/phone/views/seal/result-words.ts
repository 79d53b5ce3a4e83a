// Why the result is what it is, in one sentence: the first reason that the rules give.
import type { Score, Step } from "../../rules";
import { either, t } from "../../ui/texts/texts-more";

export function reasonOf({ why, result }: Pick<Score, "why" | "result">, steps: readonly Step[]): string {
  const [first] = why.filter(({ rule }) => rule in WORDS);
  if (!first) return t("why.none");
  const item = steps.find((step) => step.item.id === first.items[0])?.item;
  return WORDS[first.rule]!({ n: first.items.length, first: item ? either(item) : "", result });
}

interface Told {
  n: number;
  first: string;
  result: Score["result"];
}

/** Where only so many general items may fail, it is said that they are few enough. */
const ALLOWED: ReadonlySet<unknown> = new Set(["basic", "standard"]);

const WORDS: Record<string, (told: Told) => string> = {
  void: () => t("why.void"),
  veto_failed: (told) => t("why.veto", { n: told.n, first: told.first }),
  key_failed: (told) => t("why.key", { n: told.n, first: told.first }),
  below_least: () => t("why.below-least"),
  general_over_max: ({ n }) => t("why.general-many", { n }),
  general_over_share: ({ n }) => t("why.general-share", { n }),
  general_failed: ({ n, result }) => t(ALLOWED.has(result) ? "why.general" : "why.general-list", { n }),
};
