// Computes the progress of an inspection: the visible items in order, how each stands, where the next open
// one is.
import type { Draft } from "../../data";
// Not by the rules' one door: it would draw all of them into the first load.
import type { Checklist, Inspection } from "../../rules";
import { walkDraft, type Step } from "../../rules/walk";
import { rulerSections, type DotState, type RulerSection } from "../../ui/drawings/ruler-shape";
import { either } from "../../ui/texts/texts";

export interface Progress {
  steps: Step[];
  done: number;
  failed: number;
  all: number;
  left: number;
}

type Given = Pick<Draft, "premises" | "on" | "answers" | "acceptance">;

export const givenOf = ({ premises, on, answers, acceptance }: Given): Inspection => ({
  premises,
  on,
  answers,
  ...(acceptance ? { acceptance } : {}),
});

export function progressOf(checklist: Checklist, draft: Given): Progress {
  const steps = walkDraft(checklist, givenOf(draft)).filter((step) => step.visible);
  const done = steps.filter((step) => step.verdict !== null).length;
  return {
    steps,
    done,
    failed: steps.filter((step) => step.verdict === "fail").length,
    all: countAsked(steps),
    left: steps.filter(isOpen).length,
  };
}

const isOpen = (step: Step): boolean => step.verdict === null && !step.item.optional;

/** Counts the items that are asked; an optional one counts only once it is answered. */
export const countAsked = (steps: readonly Step[]): number =>
  steps.filter((step) => !step.item.optional || step.verdict !== null).length;

export function stateOf({ verdict }: Step): DotState {
  return verdict === null ? "none" : verdict === "recorded" ? "pass" : verdict;
}

export function sectionsOf(steps: readonly Step[], current: string | null): RulerSection[] {
  return rulerSections(
    steps.map((step) => ({ id: step.item.id, section: step.item.section ?? "", state: stateOf(step) })),
    current,
  );
}

export function sectionName(checklist: Checklist, id: string): string {
  const section = checklist.sections.find((one) => one.id === id);
  return section ? either(section) : "";
}

/**
 * Finds the next open item: first what failed last time, then after this one, then from the beginning; null
 * when nothing is open.
 */
export function nextOpen(
  steps: readonly Step[],
  after: string | null,
  failedBefore: readonly string[] = [],
): string | null {
  const from = steps.findIndex((step) => step.item.id === after) + 1;
  const open = [...steps.slice(from), ...steps.slice(0, from)]
    .filter((step) => isOpen(step) && step.item.id !== after)
    .map((step) => step.item.id);
  return open.find((id) => failedBefore.includes(id)) ?? open[0] ?? null;
}

/** Finds the next item that the supervisor sent back, in the order of the checklist. */
export function nextReturned(
  steps: readonly Step[],
  after: string,
  returned: readonly string[],
): string | null {
  const from = steps.findIndex((step) => step.item.id === after) + 1;
  return steps.slice(from).find((step) => returned.includes(step.item.id))?.item.id ?? null;
}

/** Finds the item where a visit begins. */
export function firstItem(steps: readonly Step[], failedBefore: readonly string[]): string | null {
  return nextOpen(steps, null, failedBefore) ?? steps[0]?.item.id ?? null;
}
