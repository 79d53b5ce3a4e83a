// Puts together what the second inspector is asked to sign, and checks the answer that comes back.
import type { Person, RoundEntry, Store, Uuid } from "../../data";
import { roundDigest } from "../../data/drafts/rounds";
import { isProven, thumbprint } from "../../data/keys/proofs";
import { preview } from "../../rules";
import { givenOf, progressOf } from "../inspect/progress";
import { secondOf } from "../round/operators";
import { readDraft, readRound, type RoundDraft } from "../round/round-drafts";
import { isScored } from "../scored-checklist";
import type { Answered, Asked, Seen } from "./codes";

/** What is asked: the request, its list and the drafts as they are shown. */
export interface Asking {
  asked: Asked;
  listed: RoundEntry[];
  drafts: RoundDraft[];
  second: Person | null;
}

/** Reads a draft, or what is signed together at a place; null when nobody is asked. */
export async function readAsking(store: Store, id: Uuid, round: boolean): Promise<Asking | null> {
  const found = round ? await readRound(store, id) : null;
  const one = round ? null : await readDraft(store, id);
  const drafts = found?.listed ?? (one ? [one] : []);
  const user = secondOf(drafts);
  if (!user || !drafts[0]) return null;
  const listed =
    found?.frozen ?? drafts.map(({ draft, digest }) => ({ inspection: draft.id, content_digest: digest }));
  const second = (await store.people.all()).find((person) => person.id === user) ?? null;
  const asked: Asked = {
    user,
    author: store.user.id,
    rev: drafts[0].draft.rev,
    content_digest: round ? await roundDigest(listed) : drafts[0].digest,
    round,
    seen: await Promise.all(drafts.map(seenOf)),
  };
  return { asked, listed, drafts, second };
}

async function seenOf({ draft, checklist }: RoundDraft): Promise<Seen> {
  const { object, code, version } = checklist;
  const about = { premises: draft.premises.id, checklist: code, version, on: draft.on };
  if (isScored(object)) {
    const { siteResult } = await import("../tables/site-missing");
    return { ...about, result: siteResult(object, draft), failed: [], passed: 0, na: 0 };
  }
  const { steps } = progressOf(object, draft);
  const count = (...verdicts: string[]) =>
    steps.filter(({ verdict }) => verdicts.includes(verdict ?? "")).length;
  return {
    ...about,
    result: preview(object, givenOf(draft)).result,
    failed: steps
      .filter(({ verdict }) => verdict === "fail")
      .map(({ item }) => [item.id, draft.answers[item.id]?.due_days ?? null]),
    passed: count("pass", "recorded"),
    na: count("na"),
  };
}

export type Fault = "other-person" | "other-content" | "wrong" | "revoked";

/** Finds what is wrong with an answer; null for one that can be kept. Whether its key is registered the server
 * knows best: the people here may be older. */
export async function faultOf(answered: Answered, { asked, second }: Asking): Promise<Fault | null> {
  if (answered.user !== asked.user) return "other-person";
  const same =
    answered.content_digest === asked.content_digest &&
    answered.rev === asked.rev &&
    answered.round === asked.round;
  if (!same) return "other-content";
  const { round, ...given } = answered;
  const isGenuine =
    (await thumbprint(answered)) === answered.key &&
    (await isProven({ ...given, ...(round ? { round: true as const } : {}) }, answered));
  if (!isGenuine) return "wrong";
  const known = second?.keys.find((one) => one.id === answered.key);
  return known?.until ? "revoked" : null;
}

/** Keeps a signature that was given with a person's own key. */
export async function keep(
  store: Store,
  { listed, asked }: Asking,
  { user, signed_at, content_digest, rev, key, proof }: Answered,
  how: "qr" | "pin",
  picture: Blob,
): Promise<void> {
  const given = { user, signed_at, content_digest, rev, key, proof };
  await (await store.proven()).add(listed, given, how, picture, asked.round);
}
