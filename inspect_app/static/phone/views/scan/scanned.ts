// Reads a scanned or typed text: a posted code of ours, or something else that is named and never opened.
export type Scanned = { kind: "token"; token: string } | { kind: "foreign"; text: string };

/**
 * A code of ours is a link to /q/<token> on our own origin. The same token under another name is
 * foreign: such a sticker would lead the public elsewhere, and the inspector must notice it.
 */
export function readScanned(text: string, origin: string): Scanned {
  const [, host, token] = /^(https?:\/\/[^/?#]+)\/q\/([\w-]{6,128})\/?(?:[?#].*)?$/.exec(text.trim()) ?? [];
  return token && host === origin ? { kind: "token", token } : { kind: "foreign", text: readable(text) };
}

/** Shortens a text and removes control characters, as it is shown to a person. */
function readable(text: string): string {
  const plain = text.replace(/[\p{C}\s]+/gu, " ").trim();
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}

export type TypedCode =
  | { ok: true; code: string }
  | { ok: false; why: "short" | "wrong-signs"; length: number };

/** Reads a typed code: eight characters without 0 O 1 I L; spaces and small letters are forgiven. */
export function readTyped(text: string): TypedCode {
  const code = text.replace(/[\s-]/g, "").toUpperCase();
  if (/[01OIL]/.test(code)) return { ok: false, why: "wrong-signs", length: code.length };
  return code.length === 8 && /^[A-Z2-9]+$/.test(code)
    ? { ok: true, code }
    : { ok: false, why: "short", length: code.length };
}
