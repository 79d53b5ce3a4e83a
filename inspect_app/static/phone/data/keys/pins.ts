/** A PIN opens a colleague's key on a phone where he signed in once. Wrong tries make it wait, longer each time. */
import { toBase64Url, fromBase64Url } from "./proofs";
import { changeKey, findKey, type OwnKey } from "./own-keys";
import type { Uuid } from "../types";

const ROUNDS = 600_000;
/** Wrong tries that cost nothing, the first wait, and the longest (milliseconds). */
const FREE = 3,
  FIRST_WAIT = 30_000,
  LONGEST_WAIT = 15 * 60_000;

export type Opened = { is: "open"; key: OwnKey } | { is: "wrong" } | { is: "closed"; until: number };

/** Six digits or more, not all the same. */
export const isGoodPin = (pin: string): boolean => /^\d{6,12}$/.test(pin) && !/^(\d)\1+$/.test(pin);

async function hashOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, [
    "deriveBits",
  ]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return toBase64Url(new Uint8Array(await crypto.subtle.deriveBits(how, typed, 256)));
}

export async function setPin(user: Uuid, pin: string): Promise<boolean> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const made = { salt: toBase64Url(salt), hash: await hashOf(pin, salt), wrong: 0, closed_until: 0 };
  return changeKey(user, { pin: made });
}

/** Tells how long the next try has to wait after so many wrong ones. */
export const waitAfter = (wrong: number): number =>
  wrong < FREE ? 0 : Math.min(FIRST_WAIT * 2 ** (wrong - FREE), LONGEST_WAIT);

/** Opens a key with its PIN. A try is counted before it is compared: who kills the app gains none. */
export async function openWithPin(user: Uuid, typed: string, now = Date.now()): Promise<Opened> {
  const key = await findKey(user);
  if (!key?.pin) return { is: "wrong" };
  const { pin } = key;
  // A clock that was set back opens nothing sooner than the longest wait.
  if (now < pin.closed_until && pin.closed_until - now <= LONGEST_WAIT)
    return { is: "closed", until: pin.closed_until };
  const wrong = pin.wrong + 1;
  await changeKey(user, { pin: { ...pin, wrong, closed_until: now + waitAfter(wrong) } });
  if ((await hashOf(typed, fromBase64Url(pin.salt))) !== pin.hash) return { is: "wrong" };
  await changeKey(user, { pin: { ...pin, wrong: 0, closed_until: 0 } });
  return { is: "open", key };
}
