import { expect, it } from "vitest";
import { toBase64Url } from "../../data/keys/proofs";
import {
  isAsked,
  readAnswered,
  readAsked,
  spellAnswered,
  spellAsked,
  type Answered,
  type Asked,
} from "./codes";

const asked: Asked = {
  user: "zhao",
  author: "lin",
  rev: 1,
  content_digest: "7c".repeat(32),
  round: false,
  seen: [
    {
      premises: "018f0000-0000-7000-8000-0000000000c1",
      checklist: "canteen-school",
      version: "2021.2",
      on: "2022-09-14",
      result: "basic",
      failed: [["raw.expired", 5]],
      passed: 35,
      na: 2,
    },
  ],
};
const answered: Answered = {
  ...{ user: "zhao", rev: 1, content_digest: "7c", round: false },
  ...{ signed_at: "2022-09-14T11:02:00+08:00", key: "k", proof: "p", x: "x", y: "y" },
};

it.each([
  "",
  "微信支付",
  "https://example.com/q/AAAAAA",
  "INSPECT-SIGN:",
  "INSPECT-SIGN:%%%",
  "INSPECT-SIGN:AAAA",
])("takes %j for nobody's request", async (text) => {
  expect(await readAsked(text)).toBeNull();
  expect(await readAnswered(text)).toBeNull();
});

it.each([
  { ...asked, seen: "all" },
  { ...asked, rev: -1 },
  { ...asked, round: 1 },
  { ...asked, seen: [{ ...asked.seen[0]!, failed: [["raw.expired", "soon"]] }] },
  { ...asked, user: "z".repeat(201) },
])("takes a request of another shape for none", async (wrong) => {
  expect(await readAsked((await spellAsked(wrong as never))!)).toBeNull();
});

it("does not unpack a code that holds a very long text", async () => {
  const long = JSON.stringify({ ...asked, more: "a".repeat(100_000) });
  const packed = new Blob([long]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  expect(await readAsked(`INSPECT-SIGN:${toBase64Url(bytes)}`)).toBeNull();
});

it("reads what the other phone spelled", async () => {
  const text = (await spellAsked(asked))!;
  expect(isAsked(text)).toBe(true);
  expect(await readAsked(text)).toEqual(asked);
  expect(await readAnswered(text)).toBeNull();
  expect(await readAnswered(await spellAnswered(answered))).toEqual(answered);
});

it("says that a market of eighty stalls with failures is too much for one code", async () => {
  const seen = Array.from({ length: 80 }, () => ({ ...asked.seen[0]!, premises: crypto.randomUUID() }));
  expect(await spellAsked({ ...asked, seen })).toBeNull();
});
