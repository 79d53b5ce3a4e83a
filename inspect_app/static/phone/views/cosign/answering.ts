// Signs what a colleague asked for, with the key of this phone.
import type { OwnKey } from "../../data/keys/own-keys";
import { prove } from "../../data/keys/proofs";
import { spellAnswered, type Asked } from "./codes";

/** Signs what was shown, now, and spells the answer. */
export async function answerWith({ user, content_digest, rev, round }: Asked, own: OwnKey): Promise<string> {
  const { id: key, x, y } = own;
  const given = { user, content_digest, rev, key, signed_at: signedNow() };
  const proof = await prove({ ...given, ...(round ? { round: true as const } : {}) }, own.private);
  return spellAnswered({ ...given, round, proof, x, y });
}

/** The phone's time in Shanghai, as every signature has it. */
const signedNow = (): string => `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
