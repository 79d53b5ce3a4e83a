import { expect, test } from "vitest";
import { filledDraft, linsPhone } from "../../testing/makers";
import { draftBody } from "./backups";
import { drawCode, proveCode } from "./answer-code";

const ordered = { withCode: true };
const asWritten = async (store: Awaited<ReturnType<typeof linsPhone>>) => {
  const record = await store.seal((await filledDraft(store)).id, ordered);
  return { record, body: JSON.parse(record.body) };
};

test("an inspection that orders nothing has no code", async () => {
  const store = await linsPhone();
  const record = await store.seal((await filledDraft(store)).id);
  expect(JSON.parse(record.body)).not.toHaveProperty("answer_code");
  expect(record.answer_code).toBeUndefined();
});

test("a byte that would favour some signs is thrown away", () => {
  const bytes = [255, 248, 0, 30, 31, 247, 1, 61, 62, 92];
  let at = 0;
  const fill = (into: Uint8Array<ArrayBuffer>) => into.map(() => bytes[at++ % bytes.length]!);
  expect(drawCode(fill)).toBe("2Z2Z3Z2Z");
});

test("a thousand codes have eight signs, all of the short code, and each sign comes", () => {
  const codes = Array.from({ length: 1000 }, () => drawCode());
  expect(codes.every((code) => /^[2-9A-HJKMNP-Z]{8}$/.test(code))).toBe(true);
  expect(new Set(codes.join("")).size).toBe(31);
  expect(new Set(codes).size).toBe(1000);
});

test("the proof is PBKDF2-SHA256 with 600,000 rounds", async () => {
  // hashlib.pbkdf2_hmac("sha256", b"K7M42XQ9", bytes(16), 600_000).hex()
  expect(await proveCode("K7M42XQ9", new Uint8Array(16))).toEqual({
    salt: "0".repeat(32),
    hash: "8bf15aad1c29cb65a92f48432cb13143d6166f65de6b6f7b7c6a76c263793add",
  });
});

test("the body proves the code, which is written nowhere in it", async () => {
  const { record, body } = await asWritten(await linsPhone());
  const code = record.answer_code!;
  const salt = Uint8Array.from(body.answer_code.salt.match(/../g), (pair: string) => parseInt(pair, 16));
  expect(await proveCode(code, salt)).toEqual(body.answer_code);
  expect(record.body).not.toContain(code);
});

test("this phone shows the code again with the record", async () => {
  const store = await linsPhone();
  const { record } = await asWritten(store);
  expect((await store.outbox.get(record.id))?.answer_code).toBe(record.answer_code);
});

test("the rescue file has no code, only its proof", async () => {
  const store = await linsPhone();
  const { record, body } = await asWritten(store);
  let whole = "";
  await (await store.rescue()).write((piece) => void (whole += new TextDecoder().decode(piece)));
  expect(whole).toContain(body.answer_code.hash);
  expect(whole).not.toContain(record.answer_code);
});

test("a later revision repeats the proof, and this phone still knows the code", async () => {
  const store = await linsPhone();
  const { record, body } = await asWritten(store);
  const key: [string, string, number, string] = ["inspection", record.id, 1, record.digest];
  await store.wire.settle(key, { verdict: "fix", code: "validation" }, null, "epoch");
  const draft = await store.startRevision(record.id);
  expect(draft.answer_code).toEqual(body.answer_code);
  expect(JSON.stringify(draft)).not.toContain(record.answer_code);
  const clock = { server_time: null, age_ms: null };
  expect(draftBody(draft, store.user.id, clock)).not.toContain(record.answer_code);
  await store.drafts.setReason(record.id, "补正");
  const second = await store.seal(record.id, ordered);
  expect(JSON.parse(second.body).answer_code).toEqual(body.answer_code);
  expect(second.answer_code).toBe(record.answer_code);
});
