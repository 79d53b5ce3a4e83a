// Spells what one phone asks another to sign, and the answer, as the texts of two codes. What was read is checked
// before it is shown: a code is somebody else's word.
import type { SignatureRef, Uuid } from "../../data";
import { fromBase64Url, toBase64Url } from "../../data/keys/proofs";

/** One inspection as the second phone shows it before its person signs. */
export interface Seen {
  premises: Uuid;
  /** Code and version of its checklist, and the day of the visit. */
  checklist: string;
  version: string;
  on: string;
  result: string | null;
  /** The failed items, with the days in which each must be put right. */
  failed: [item: string, days: number | null][];
  passed: number;
  na: number;
}

export interface Asked {
  user: Uuid;
  author: Uuid;
  rev: number;
  content_digest: string;
  round: boolean;
  seen: Seen[];
}

export type Answered = Required<
  Pick<SignatureRef, "user" | "signed_at" | "rev" | "key" | "proof"> & { x: string; y: string }
> & { content_digest: string; round: boolean };

const ASKED = "INSPECT-SIGN:",
  ANSWERED = "INSPECT-SIGNED:";
/** A code with more is hard to read from a screen. */
export const MOST_SIGNS = 1800;
const MOST_BYTES = 65_536;

export const isAsked = (text: string): boolean => text.startsWith(ASKED);

/** Null when it is too much for one code. */
export async function spellAsked(asked: Asked): Promise<string | null> {
  const text = ASKED + toBase64Url(await pack(JSON.stringify(asked)));
  return text.length <= MOST_SIGNS ? text : null;
}

export async function spellAnswered(answered: Answered): Promise<string> {
  return ANSWERED + toBase64Url(await pack(JSON.stringify(answered)));
}

export const readAsked = (text: string): Promise<Asked | null> => read(text, ASKED, isAskedShape);
export const readAnswered = (text: string): Promise<Answered | null> => read(text, ANSWERED, isAnsweredShape);

async function read<T>(
  text: string,
  head: string,
  fits: (value: Record<string, unknown>) => boolean,
): Promise<T | null> {
  if (!text.startsWith(head) || text.length > 2 * MOST_SIGNS) return null;
  try {
    const value: unknown = JSON.parse(await unpack(fromBase64Url(text.slice(head.length))));
    return typeof value === "object" && value !== null && fits({ ...value }) ? (value as T) : null;
  } catch {
    return null;
  }
}

const isText = (value: unknown): boolean => typeof value === "string" && value.length <= 200;
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;

const isSigned = ({ user, rev, content_digest, round }: Record<string, unknown>): boolean =>
  isText(user) && isCount(rev) && isText(content_digest) && typeof round === "boolean";

const isAskedShape = (value: Record<string, unknown>): boolean =>
  isSigned(value) && isText(value.author) && Array.isArray(value.seen) && value.seen.every(isSeen);

const isAnsweredShape = (value: Record<string, unknown>): boolean =>
  isSigned(value) && ["signed_at", "key", "proof", "x", "y"].every((name) => isText(value[name]));

function isSeen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { premises, checklist, version, on, result, failed, passed, na } = { ...value } as Seen;
  const isFailed = (one: unknown): boolean =>
    Array.isArray(one) && isText(one[0]) && (one[1] === null || isCount(one[1]));
  return (
    [premises, checklist, version, on].every(isText) &&
    (result === null || isText(result)) &&
    Array.isArray(failed) &&
    failed.every(isFailed) &&
    isCount(passed) &&
    isCount(na)
  );
}

async function pack(text: string): Promise<Uint8Array> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Unpacks no more than fits any request: a small code may hold a very long text. */
async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length > MOST_BYTES) throw new RangeError("too long");
  }
  return text + decoder.decode();
}
