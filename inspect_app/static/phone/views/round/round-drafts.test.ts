import { expect, it } from "vitest";
import type { Draft, SignatureRef } from "../../data";
import { hasSigned, hasSpoken, listOperators, secondOf } from "./operators";
import { sort, type RoundDraft } from "./round-drafts";

const MARKET = { id: "m", name: "石泉东菜市场（示例）" } as never;
const entry = (inspection: string) => ({ inspection, content_digest: `${inspection} shown` });
const signed = (more: Partial<SignatureRef> = {}): SignatureRef =>
  ({
    role: "inspector",
    user: "lin",
    sha256: "s",
    rev: 1,
    content_digest: "r",
    round: true,
    ...more,
  }) as never;

function one(id: string, more: Partial<Draft> = {}, about: Partial<RoundDraft> = {}): RoundDraft {
  const draft = { id, rev: 1, signatures: [], refusal: null, inspectors: [{ user: "lin" }], ...more };
  return {
    draft: { premises: { id: `at ${id}` }, ...draft } as never,
    place: { kind: "stall", parent: "m" } as never,
    checklist: { object: { signatures: ["inspectors", "present"] } } as never,
    digest: `${id} shown`,
    missing: [],
    named: false,
    ...about,
  };
}
const ids = (drafts: readonly RoundDraft[]) => drafts.map(({ draft }) => draft.id);

it("signs nothing that is not complete", () => {
  const round = sort(MARKET, [one("a"), one("b", {}, { missing: [{ what: "reason" }] })]);
  expect([ids(round.listed), ids(round.open), round.frozen]).toEqual([["a"], ["b"], null]);
});

it("shows what changed since it was signed, and what came later, apart from the frozen list", () => {
  const round = [entry("a"), entry("b")];
  const sorted = sort(MARKET, [
    one("a", { round, signatures: [signed()] }),
    one("b", { round }, { digest: "b as it is now", missing: [{ what: "present" }] }),
    one("c"),
    one("d", {}, { missing: [{ what: "reason" }] }),
  ]);
  const parts = [sorted.listed, sorted.changed, sorted.late, sorted.open];
  expect(parts.map(ids)).toEqual([["a"], ["b"], ["c"], ["d"]]);
  expect(sorted.frozen).toEqual(round);
});

it("begins anew when nothing is left of a frozen list but what changed", () => {
  const sorted = sort(MARKET, [one("b", { round: [entry("a"), entry("b")] }, { digest: "other" }), one("c")]);
  expect([ids(sorted.listed), sorted.frozen]).toEqual([["b", "c"], null]);
});

it("asks each trader of a market, and an estate once for its lifts", () => {
  const lift = { place: { kind: "elevator", parent: "estate" } as never };
  const keys = (drafts: RoundDraft[]) => listOperators(drafts).map(({ key }) => key);
  expect(keys([one("a"), one("b")])).toEqual(["at a", "at b"]);
  expect(keys([one("a", {}, lift), one("b", {}, lift)])).toEqual(["estate"]);
});

it("asks nobody where no list wants a person present", () => {
  expect(
    listOperators([one("a", {}, { checklist: { object: { signatures: ["inspectors"] } } as never })]),
  ).toEqual([]);
});

it("has heard a person only when all that he answers for is signed, or refused", () => {
  const place = { place: { kind: "elevator", parent: "estate" } as never };
  const present = signed({
    role: "present",
    user: undefined as never,
    name: "吴敏",
    round: undefined as never,
  });
  const half = [one("a", { signatures: [present] }, place), one("b", {}, place)];
  const whole = half.map(({ draft }) => one(draft.id, { signatures: [present] }, place));
  const refused = half.map(({ draft }) => one(draft.id, { refusal: { reason: "走了" } }, place));
  expect([half, whole, refused].map((drafts) => hasSpoken(listOperators(drafts)[0]!))).toEqual([
    false,
    true,
    true,
  ]);
  expect(listOperators(half)[0]!.name).toBe("吴敏");
});

it("counts an inspector's signature only when it holds for all, and a second only when it is one person", () => {
  const mine = one("a", { signatures: [signed()], inspectors: [{ user: "lin" }, { user: "zhao" }] as never });
  const without = one("b", { inspectors: [{ user: "lin" }, { user: "zhao" }] as never });
  expect([hasSigned([mine], "lin"), hasSigned([mine, without], "lin")]).toEqual([true, false]);
  expect(secondOf([mine, without])).toBe("zhao");
  expect(secondOf([mine, one("c")])).toBeNull();
});
