/** Fills in what is known of a premises already and a checklist's profile would ask for again. */
import type { Checklist, Item } from "../../rules";
import { readAnswer } from "../../rules/answers"; // not by the door of all rules: this is in the first load
import type { Answer, Premises } from "../types";

/** Items of a profile that say what an attribute of the register says. */
const SAME: Record<string, string> = { "elevator.in-service-date": "in_service_on" };

/** Returns the answers that are known: from the register, then from what the last visit found out. */
export function prefill(
  { profile = [] }: Partial<Pick<Checklist, "profile">>,
  { attrs, last }: Pick<Premises, "attrs" | "last">,
): Record<string, Answer> {
  const known = profile.map(
    (item) => [item, attrs[SAME[item.id] ?? ""] ?? last?.profile?.[item.id]] as const,
  );
  return Object.fromEntries(
    known.filter(([item, value]) => isAnswer(item, value)).map(([item, value]) => [item.id, { value }]),
  );
}

function isAnswer(item: Item, value: unknown): boolean {
  try {
    readAnswer(item, { value });
    return true;
  } catch {
    return false;
  }
}
