import { expect, it } from "vitest";
import { CANTEEN, linsPhone } from "../../testing/makers";
import { chosenTerm, withTerm } from "./term";

const fail = { verdict: "fail" } as const;
const pass = { verdict: "pass" } as const;

it("gives no term to what is in order", () => {
  expect(withTerm({ value: "pass", due_days: 3 }, pass, 3, 7)).toEqual({ value: "pass" });
  expect(withTerm(null, pass, 3, 7)).toBeNull();
});

it("gives the usual term only where none was chosen", () => {
  expect(withTerm({ value: "fail" }, fail, undefined, 7)).toEqual({ value: "fail", due_days: 7 });
  expect(withTerm({ value: "fail" }, fail, 0, 7)).toEqual({ value: "fail", due_days: 0 });
  expect(withTerm({ value: "fail", due_days: 15 }, fail, 3, 7)).toEqual({ value: "fail", due_days: 15 });
});

it("keeps a chosen term through fail, pass and fail, also over a reload", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.drafts.chooseTerm(id, "a", 3);
  await store.drafts.answer(id, "a", { value: "fail", due_days: 3 });
  await store.drafts.answer(id, "a", withTerm({ value: "pass", due_days: 3 }, pass, 3, 7));
  const draft = (await store.drafts.get(id))!;
  expect(draft.answers.a).toEqual({ value: "pass" });
  expect(withTerm({ value: "fail" }, fail, chosenTerm(draft, "a"), 7)).toEqual({
    value: "fail",
    due_days: 3,
  });
});

it("starts a later revision with the term of the one before", () => {
  const before = { answers: { a: { value: "fail", due_days: 15 } } };
  expect(chosenTerm({ before }, "a")).toBe(15);
  expect(chosenTerm({ before, terms: { a: 3 } }, "a")).toBe(3);
});
