/** Draws the operator's one-time code and proves it. The code stands on the paper and on this phone, and
 * on no wire. */
import type { Writing } from "../schema";
import type { AnswerCode, Draft } from "../types";

/** The signs of the short code: none is taken for another. The server has the same. */
const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 8;
const ROUNDS = 600_000;
const SALT_BYTES = 16;

/** A byte from here on would make some signs likelier than others. */
const UNFAIR = 256 - (256 % SIGNS.length);

type Fill = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
const fillAtRandom: Fill = (bytes) => crypto.getRandomValues(bytes);

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Draws a code, each sign as likely as any other. */
export function drawCode(fill: Fill = fillAtRandom): string {
  let code = "";
  while (code.length < LENGTH)
    for (const byte of fill(new Uint8Array(2 * LENGTH)))
      if (byte < UNFAIR && code.length < LENGTH) code += SIGNS[byte % SIGNS.length];
  return code;
}

/** Derives the proof of a code. It is slow by design, and off the main thread. */
export async function proveCode(code: string, salt = fillAtRandom(new Uint8Array(SALT_BYTES))) {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(code), "PBKDF2", false, [
    "deriveBits",
  ]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  const hash = new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
  return { salt: toHex(salt), hash: toHex(hash) } satisfies AnswerCode;
}

/** Draws a code together with its proof. */
export async function newCode() {
  const code = drawCode();
  return { code, proof: { answer_code: await proveCode(code) } };
}

/** Finds the code that an earlier revision was handed over with, if this phone drew it. */
export async function findCode(tx: Writing, { id, answer_code }: Draft): Promise<string | undefined> {
  if (!answer_code) return undefined;
  const range = IDBKeyRange.bound(["inspection", id], ["inspection", id, []]);
  const earlier = [
    ...(await tx.objectStore("outbox").getAll(range)),
    ...(await tx.objectStore("sent").getAll(range)),
  ];
  return earlier.find((one) => one.answer_code && one.body.includes(answer_code.hash))?.answer_code;
}
