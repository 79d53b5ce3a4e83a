// Knows what can be proposed of a premises, and its words. Pure.
import type { Premises, ProposalAbout } from "../../data";
import { childKind } from "../../rules/kinds";
import { t, word, type FieldKey } from "../../ui/texts/texts-field";

/** Lists what can be proposed: what is closed is not closed again, and not everything holds something. */
export const aboutsOf = (
  { kind, status }: Pick<Premises, "kind" | "status">,
  hasAttributes: boolean,
): ProposalAbout[] => [
  ...(childKind(kind) ? ["new" as const] : []),
  "name",
  ...(hasAttributes ? ["attrs" as const] : []),
  "code",
  ...(status === "closed" ? [] : ["closed" as const]),
];

export const aboutWord = (about: ProposalAbout, kind: string): string =>
  about === "new"
    ? t("propose.new", { kind: word("kind", childKind(kind) ?? "") })
    : t(`propose.${about}` as FieldKey);
