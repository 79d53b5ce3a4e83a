/** Takes signatures for several drafts at once. What each of them shows is frozen in a list that all carry:
 * who signs the list signs each, and each is sealed and verified alone. */
import { instant } from "../clock";
import type { Connection } from "../connection";
import { StoreError } from "../errors";
import { digestOf } from "../hash";
import { saveBytes, type Refer } from "../photos/bytes";
import { PHOTO_TABLES } from "../photos/references";
import type { Draft, Inspector, RoundEntry, Sha256, SignatureRef, Uuid } from "../types";
import { changeAndForget } from "./change-draft";
import { makeEdits } from "./edits";
import { canonical, draftDigest } from "./signed-content";

/** The most inspections that the server takes in one round, and the fewest. */
export const MOST_IN_ROUND = 200;
export const FEWEST_IN_ROUND = 2;

/** Computes the digest that a signature on this list carries. */
export const roundDigest = (round: readonly RoundEntry[]): Promise<Sha256> => digestOf(canonical(round));

/** A draft as it lies on the disk, with the digest of what it shows. */
interface Shown {
  draft: Draft;
  digest: Sha256;
}

export function makeRounds(connection: Connection, author: Uuid) {
  const changeEach = (ids: readonly Uuid[], work: (draft: Draft) => void): Promise<void> =>
    connection.write(PHOTO_TABLES, ["drafts", "photos"], async (tx) => {
      for (const id of ids) await changeAndForget(tx, id, work);
    });
  return {
    /** Saves an inspector's signature on all that the list names, but for what was changed or sealed since:
     * that drops out. Resolves to those that carry it now. */
    sign: (round: RoundEntry[], user: Uuid, png: ArrayBuffer | Blob) =>
      signRound(connection, round, user, png),
    /** Saves the signature of a person present on what he answers for: one picture, for each draft by itself. */
    signPresent: (ids: readonly Uuid[], name: string, png: ArrayBuffer | Blob) =>
      signPresent(connection, ids, name, png),
    /** Takes the round back: whoever signed it signs anew. */
    reopen: (ids: readonly Uuid[]): Promise<void> => changeEach(ids, leaveRound),
    ...forAll(connection, author),
  };
}

/** What every seal page does for one draft, done for several of them. */
function forAll(connection: Connection, author: Uuid) {
  const edits = makeEdits(connection, author);
  const each = async (ids: readonly Uuid[], edit: (id: Uuid) => Promise<unknown>) => {
    for (const id of ids) await edit(id);
  };
  return {
    setSecond: (ids: readonly Uuid[], user: Uuid) => each(ids, (id) => edits.setSecond(id, user)),
    refuse: (ids: readonly Uuid[], reason: string | null) => each(ids, (id) => edits.refuse(id, reason)),
    namePresent: (ids: readonly Uuid[], name: string) => each(ids, (id) => edits.namePresent(id, name)),
  };
}

async function readShown(connection: Connection, ids: readonly Uuid[]): Promise<Shown[]> {
  const drafts = await connection.read(["drafts"], (tx) =>
    Promise.all(ids.map((id) => tx.objectStore("drafts").get(id))),
  );
  return Promise.all(
    drafts.map(async (draft) => {
      if (!draft) throw new StoreError("draft_gone");
      return { draft, digest: await draftDigest(draft) };
    }),
  );
}

/** Lists the drafts of a round that still show what its list says. */
export async function listStanding(connection: Connection, round: readonly RoundEntry[]): Promise<Shown[]> {
  const listed = new Map(round.map((one) => [one.inspection, one.content_digest]));
  const here = new Set(await connection.read(["drafts"], (tx) => tx.objectStore("drafts").getAllKeys()));
  const shown = await readShown(
    connection,
    [...listed.keys()].filter((id) => here.has(id)),
  );
  return shown.filter(({ draft, digest }) => listed.get(draft.id) === digest);
}

async function signRound(
  connection: Connection,
  round: RoundEntry[],
  user: Uuid,
  png: ArrayBuffer | Blob,
): Promise<Uuid[]> {
  const standing = await listStanding(connection, round);
  const given = {
    role: "inspector" as const,
    user,
    signed_at: instant(Date.now()),
    content_digest: await roundDigest(round),
    round: true as const,
  };
  await saveFor(connection, standing, png, (draft, sha256) => {
    putSignature(draft, { ...given, rev: draft.rev, sha256 }, round, "signature");
  });
  return standing.map(({ draft }) => draft.id);
}

async function signPresent(
  connection: Connection,
  ids: readonly Uuid[],
  name: string,
  png: ArrayBuffer | Blob,
): Promise<void> {
  const shown = await readShown(connection, ids);
  const digests = new Map<Uuid, Sha256>();
  for (const { draft } of shown) digests.set(draft.id, await draftDigest({ ...draft, refusal: null }));
  const given = { role: "present" as const, name, signed_at: instant(Date.now()) };
  await saveFor(connection, shown, png, (draft, sha256) => {
    putSignature(draft, { ...given, content_digest: digests.get(draft.id)!, rev: draft.rev, sha256 });
    draft.refusal = null;
  });
}

/** Saves one picture for several drafts, or for none when one of them changed since it was read. */
async function saveFor(
  connection: Connection,
  shown: readonly Shown[],
  png: ArrayBuffer | Blob,
  refer: Refer,
): Promise<void> {
  const edits = new Map(shown.map(({ draft }) => [draft.id, draft.edits]));
  const bytes = png instanceof Blob ? await png.arrayBuffer() : png;
  const referUnchanged: Refer = (draft, sha256) => {
    if (draft.edits !== edits.get(draft.id)) throw new StoreError("draft_moved");
    refer(draft, sha256);
  };
  await saveBytes(connection, [...edits.keys()], bytes, "image/png", referUnchanged, { reserve: true });
}

/** Puts a signature in the place of the one that the same person gave before, and says how it was given. */
export function putSignature(
  draft: Draft,
  signature: SignatureRef,
  round: RoundEntry[] | null = null,
  how: Inspector["cosigned"] = "signature",
): void {
  if (round && canonical(draft.round) !== canonical(round)) leaveRound(draft);
  if (round) draft.round = round;
  const isSame = ({ role, user }: SignatureRef) => role === signature.role && user === signature.user;
  draft.signatures = [...draft.signatures.filter((one) => !isSame(one)), signature];
  draft.inspectors = draft.inspectors.map((one) =>
    one.user === signature.user && one.cosigned !== "self" ? { ...one, cosigned: how } : one,
  );
}

/** Takes a draft out of its round, with what was signed for it in this revision. */
function leaveRound(draft: Draft): void {
  draft.signatures = draft.signatures.filter(({ round, rev }) => !round || rev < draft.rev);
  if (!draft.signatures.some((one) => one.round)) delete draft.round;
}
