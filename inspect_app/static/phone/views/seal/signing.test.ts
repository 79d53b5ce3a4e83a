import { expect, it } from "vitest";
import type { Draft, SignatureRef } from "../../data";
import { readChecklist } from "../../rules/vectors.testing";
import { holding, mustSignAgain, signedBefore } from "./signing";

const signature = (changes: Partial<SignatureRef>): SignatureRef => ({
  role: "inspector",
  user: "mei",
  sha256: "s",
  signed_at: "2022-09-14T10:58:00+08:00",
  content_digest: "seen",
  rev: 1,
  ...changes,
});

const draft = (changes: Partial<Draft>): Draft =>
  ({
    rev: 2,
    on: "2022-09-14",
    premises: { id: "p", kind: "market", attrs: {} },
    answers: {},
    photos: {},
    refusal: null,
    signatures: [signature({})],
    ...changes,
  }) as Draft;

it("drops a signature that was given for other content of this revision", () => {
  const given = draft({ rev: 1 });
  expect(holding(given, "now").signatures).toEqual([]);
  expect(holding(given, "seen").signatures).toHaveLength(1);
});

it("keeps all while it does not know yet what is shown", () => {
  expect(holding(draft({ rev: 1 }), null).signatures).toHaveLength(1);
});

it("keeps what was signed at an earlier revision", () => {
  expect(holding(draft({}), "now").signatures).toHaveLength(1);
});

it("counts nobody as signed before who signs again or refuses", () => {
  const both = [signature({}), signature({ rev: 2, content_digest: "now" })];
  expect(signedBefore(draft({ signatures: both }))).toEqual([]);
  const present = signature({ role: "present", user: undefined as never });
  expect(signedBefore(draft({ signatures: [present], refusal: { reason: "走了" } }))).toEqual([]);
});

const market = readChecklist("market");
const [first] = market.items.filter((item) => item.type === "pass_fail");
const answered = (value: string, due_days?: number): Draft["answers"] => ({
  [first!.id]: { value, ...(due_days === undefined ? {} : { due_days }) },
});

it("asks for another signature when a verdict or a deadline changed, and for nothing else", () => {
  const before = { answers: answered("fail", 7) };
  expect(mustSignAgain(market, draft({ before, answers: answered("pass") }))).toBe(true);
  expect(mustSignAgain(market, draft({ before, answers: answered("fail", 3) }))).toBe(true);
  expect(mustSignAgain(market, draft({ before, answers: answered("fail", 7) }))).toBe(false);
});

it("takes a reason instead", () => {
  const given = draft({
    before: { answers: answered("fail") },
    answers: answered("pass"),
    not_resigned: "走了",
  });
  expect(mustSignAgain(market, given)).toBe(false);
});
