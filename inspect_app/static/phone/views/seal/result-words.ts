// Says in one sentence why the result is what it is: by the first reason that the rules give.
import type { Draft } from "../../data";
import type { Score, Step } from "../../rules";
import { either, t } from "../../ui/texts/texts-more";
import { showResult } from "../kinds";

/** Words a result with its tone, or that there is none yet. */
export function inWords(result: Score["result"], { premises }: Draft): { result: string; tone: string } {
  const { text, tone } = showResult(result, premises.kind);
  return { result: result ? text : t("seal.no-result"), tone };
}

export function reasonOf({ why, result }: Pick<Score, "why" | "result">, steps: readonly Step[]): string {
  const [first] = why.filter(({ rule }) => rule in WORDS);
  if (!first) return t("why.none");
  const item = steps.find((step) => step.item.id === first.items[0])?.item;
  return WORDS[first.rule]!({ n: first.items.length, first: item ? either(item) : "", result });
}

interface Reason {
  n: number;
  first: string;
  result: Score["result"];
}

/** The results of checklists that allow some general items to fail: they say that these are few enough. */
const ALLOWED: ReadonlySet<unknown> = new Set(["basic", "standard"]);

const WORDS: Record<string, (reason: Reason) => string> = {
  void: () => t("why.void"),
  veto_failed: ({ n, first }) => t("why.veto", { n, first }),
  key_failed: ({ n, first }) => t("why.key", { n, first }),
  below_least: () => t("why.below-least"),
  general_over_max: ({ n }) => t("why.general-many", { n }),
  general_over_share: ({ n }) => t("why.general-share", { n }),
  general_failed: ({ n, result }) => t(ALLOWED.has(result) ? "why.general" : "why.general-list", { n }),
};
