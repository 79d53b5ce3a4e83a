// Gives a failed item its term. One that was chosen by hand is kept through a change of mind.
import type { Answer, Draft } from "../../data";
import type { Judgement } from "../../rules";

/** Finds the term that somebody chose for an item, here or in the revision before. */
export const chosenTerm = ({ terms, before }: Pick<Draft, "terms" | "before">, item: string) =>
  terms?.[item] ?? before?.answers[item]?.due_days;

/** Gives a fail the chosen term or else the item's usual one, and takes it from any other answer. */
export function withTerm(
  answer: Answer | null,
  { verdict }: Pick<Judgement, "verdict">,
  chosen: number | null | undefined,
  usual: number | null,
): Answer | null {
  if (!answer) return null;
  const { due_days, ...rest } = answer;
  return verdict === "fail" ? { ...rest, due_days: due_days ?? chosen ?? usual ?? 0 } : rest;
}
