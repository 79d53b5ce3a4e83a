// Tells which signatures hold for what is shown now, and whether earlier ones must be given again.
import { useEffect, useState } from "preact/hooks";
import type { Draft, Sha256, SignatureRef } from "../../data";
import { isVoid } from "../../data";
import { preview, type Checklist } from "../../rules";
import { useApp } from "../context";
import { givenOf } from "../inspect/progress";
import { isScored } from "../scored-checklist";

/** Computes the digest of what is shown; null until it is known. */
export function useShown(draft: Draft): Sha256 | null {
  const { store } = useApp();
  const [shown, setShown] = useState<Sha256 | null>(null);
  useEffect(() => {
    let left = false;
    void store.drafts.shown(draft).then((digest) => {
      if (!left) setShown(digest);
    });
    return () => {
      left = true;
    };
  });
  return shown;
}

/** Leaves out signatures that were given for other content: they count for nothing. */
export const holding = (draft: Draft, shown: Sha256 | null): Draft =>
  shown === null
    ? draft
    : { ...draft, signatures: draft.signatures.filter((one) => !isVoid(one, draft, shown)) };

/** Lists who signed an earlier revision and not this one. */
export function signedBefore({ signatures, rev, refusal }: Draft): SignatureRef[] {
  const anew = signatures.filter((one) => one.rev === rev);
  const isAnew = (one: SignatureRef): boolean =>
    anew.some(({ role, user }) => role === one.role && user === one.user) ||
    (one.role === "present" && refusal !== null);
  return signatures.filter((one) => one.rev < rev && !isAnew(one));
}

/** Tells whether a verdict or a deadline differs from what an earlier signature was given for. */
export function mustSignAgain(checklist: Checklist, draft: Draft): boolean {
  if (!draft.before || draft.not_resigned?.trim() || !signedBefore(draft).length) return false;
  return outcome(checklist, draft) !== outcome(checklist, { ...draft, ...draft.before });
}

function outcome(checklist: Checklist, draft: Draft): string {
  if (isScored(checklist)) return JSON.stringify(draft.tables ?? []);
  const { result, failed } = preview(checklist, givenOf(draft));
  return JSON.stringify([result, failed.map((id) => [id, draft.answers[id]?.due_days ?? null])]);
}
