/** One walk down a checklist, in its order: what is visible, how it was answered, what it is worth. */

import { isObject, isUnmeasured, readAnswer, type Answer } from "./answers";
import { checkAttributes } from "./attributes";
import { holds, type Facts } from "./conditions";
import { inForce, isDay } from "./days";
import { verdictOf } from "./judging";
import { Refused, refuse } from "./refusals";
import type { Checklist, Inspection, Item, Verdict } from "./types";

/**
 * One item on the way; a visible one without a verdict is missing. `facts` is what its limits look at;
 * `unmeasured`: the answer says that there was nothing to read off.
 */
export interface Step {
  item: Item;
  visible: boolean;
  verdict: Verdict | null;
  facts: Facts;
  unmeasured?: boolean;
}

/** Walks a sealed inspection. Refuses what cannot be judged, exactly as the server does. */
export function walk(checklist: Checklist, given: unknown): Step[] {
  return steps(checklist, check(checklist, given), readAnswer).items;
}

/** Walks a draft for the screens: an answer that is only half typed counts as not given. */
export function walkDraft(checklist: Checklist, given: Inspection): Step[] {
  return steps(checklist, given, readIfPossible).items;
}

/** Walks the profile: what is asked first and never judged. */
export function walkProfile(checklist: Checklist, given: Inspection): Step[] {
  return steps(checklist, given, readIfPossible).profile;
}

type Read = (item: Item, given: unknown) => Answer | null;

/** What a walk looks at of an inspection; each answer is checked when the walk comes to its item. */
type Walked = Pick<Inspection, "premises" | "on"> & { answers: Record<string, unknown> };

function steps(checklist: Checklist, given: Walked, read: Read): { profile: Step[]; items: Step[] } {
  const answers = new Map(Object.entries(given.answers));
  const facts = new Map<string, unknown>(
    Object.entries(given.premises.attrs).map(([name, value]) => [`attr:${name}`, value]),
  );
  facts.set("on", given.on);
  // One map for all: a condition names only earlier items, so what is added later changes no step before it.
  const take = (item: Item): Step => {
    const visible = inForce(item.valid_from, item.valid_to, given.on) && holds(item.condition, facts);
    const answer = visible && answers.has(item.id) ? read(item, answers.get(item.id)) : null;
    if (answer) addFacts(facts, item, answer);
    const unmeasured = answer !== null && isUnmeasured(item, answer.value);
    return { item, visible, verdict: answer && verdictOf(item, answer, facts), facts, unmeasured };
  };
  return { profile: checklist.profile.map(take), items: checklist.items.map(take) };
}

function readIfPossible(item: Item, given: unknown): Answer | null {
  try {
    return readAnswer(item, given);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function addFacts(facts: Map<string, unknown>, item: Item, { value, fields }: Answer): void {
  if (value === "na" || isUnmeasured(item, value)) return;
  facts.set(`answer:${item.id}`, value);
  for (const [name, number] of fields) facts.set(`answer:${item.id}:${name}`, number);
}

function check(checklist: Checklist, given: unknown): Walked {
  const whole = object(given, "input");
  const premises = checkPremises(checklist, whole.premises);
  const answers = object(whole.answers, "answers");
  const known = new Set([...checklist.profile, ...checklist.items].map((item) => item.id));
  for (const id of Object.keys(answers)) if (!known.has(id)) refuse("unknown_item", `answers.${id}`);
  if (!isDay(whole.on)) refuse("type", "on");
  return { on: whole.on, premises, answers };
}

export function checkPremises(
  { kind, attrs: schema }: Pick<Checklist, "kind" | "attrs">,
  given: unknown,
): Inspection["premises"] {
  const premises = object(given, "premises");
  const attrs = object(premises.attrs === undefined ? {} : premises.attrs, "premises.attrs");
  if (premises.kind !== kind) refuse("kind", "premises.kind");
  checkAttributes(schema, attrs);
  return { kind, attrs };
}

export const object = (value: unknown, where: string): Record<string, unknown> =>
  isObject(value) ? value : refuse("type", where);
