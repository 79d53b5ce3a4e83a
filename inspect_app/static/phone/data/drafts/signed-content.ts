/** What a signature is given for: the part of a body that was shown, in its one spelling as JSON. */
import { digestOf } from "../hash";
import type { Draft, Sha256, SignatureRef, Uuid } from "../types";
import { bodyOf } from "./body";

/** The server covers the same fields: `domain/rules/signed_content.py`. */
const SIGNED = [
  "premises",
  "checklist",
  "on",
  "answers",
  "tables",
  "acceptance",
  "photos",
  "corrections",
  "refusal",
  "unable",
  "voice",
  "recusal",
] as const;

type Content = Readonly<Partial<Record<(typeof SIGNED)[number], unknown>>>;

/** Spells a JSON value as RFC 8785 has it: keys in the order of their UTF-16 units, no white space. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  // Units, not code points: what `<` compares. A default sort would do the same, less plainly.
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(",")}}`;
}

/** Computes the digest that a signature on this body carries. */
export function contentDigest(inspection: Uuid, body: Content): Promise<Sha256> {
  const shown = Object.fromEntries(SIGNED.map((name) => [name, body[name]]));
  return digestOf(canonical({ inspection, ...shown }));
}

/** The same of a draft as it would be sealed now. */
export const draftDigest = (draft: Draft): Promise<Sha256> => contentDigest(draft.id, bodyOf(draft, ""));

/** Tells whether a signature given for this very revision was given for other content than this. That of a
 * round is given for all that its list names. */
export const isVoid = (
  { rev: at, round, content_digest }: SignatureRef,
  draft: Pick<Draft, "rev" | "round">,
  digest: Sha256,
): boolean =>
  (at ?? draft.rev) === draft.rev &&
  !(round ? draft.round?.some((one) => one.content_digest === digest) : content_digest === digest);
