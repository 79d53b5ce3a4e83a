// Tells who answers for what: a person present signs once for all that is his. Pure.
import type { SignatureRef } from "../../data";
import type { RoundDraft } from "./round-drafts";

export interface Operator {
  /** The premises that the person answers for, by its id. */
  key: string;
  drafts: RoundDraft[];
  /** The signature that holds for all of it, of who was present. */
  signed: SignatureRef | null;
  refused: string | null;
  /** The name that was written and not signed under yet. */
  name: string;
}

/** A lift is answered for by its estate, a stall by whoever trades there, everything else by itself. */
function operatorKey({ draft, place }: RoundDraft): string {
  return (place?.kind === "elevator" && place.parent) || draft.premises.id;
}

/** Lists who has to sign, in the order of the drafts. */
export function listOperators(drafts: readonly RoundDraft[]): Operator[] {
  const asked = drafts.filter(({ checklist }) => checklist.object.signatures.includes("present"));
  const groups = new Map<string, RoundDraft[]>();
  for (const one of asked) groups.set(operatorKey(one), [...(groups.get(operatorKey(one)) ?? []), one]);
  return [...groups].map(([key, mine]) => operatorOf(key, mine));
}

function operatorOf(key: string, drafts: RoundDraft[]): Operator {
  const given = drafts.map(({ draft }) => draft.signatures.find(({ role }) => role === "present") ?? null);
  const refused = drafts.map(({ draft }) => draft.refusal?.reason ?? null);
  const named = drafts.map(({ draft }) => draft.present_name ?? "").find((name) => name.trim());
  const [first = null] = given;
  return {
    key,
    drafts,
    signed: given.every((one) => one !== null && one.name === first?.name) ? first : null,
    refused: refused.every((one) => one !== null) ? refused[0]! : null,
    name: named ?? given.find((one) => one?.name)?.name ?? "",
  };
}

export const hasSpoken = ({ signed, refused }: Operator): boolean => signed !== null || refused !== null;

/** Tells whether an inspector's signature holds for all of them. */
export const hasSigned = (drafts: readonly RoundDraft[], user: string): boolean =>
  drafts.every(({ draft }) => draft.signatures.some((one) => one.role === "inspector" && one.user === user));

/** Names the second inspector, where all drafts have the same. */
export function secondOf(drafts: readonly RoundDraft[]): string | null {
  const [first, ...others] = drafts.map(({ draft }) => draft.inspectors[1]?.user ?? null);
  return first && others.every((one) => one === first) ? first : null;
}
