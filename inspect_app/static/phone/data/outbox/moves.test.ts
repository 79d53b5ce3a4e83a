import { expect, test } from "vitest";
import { isFinal, MOVES, applyResult, problemOf, stateAfter, type Verdict } from "./moves";
import type { OutboxRecord, OutboxState } from "../types";

const record = (state: OutboxState, over: Partial<OutboxRecord> = {}): OutboxRecord => ({
  collection: "inspection",
  id: "a",
  rev: 1,
  base: null,
  digest: "d",
  body: "{}",
  blobs: [],
  made_at: "2021-01-01T00:00:00Z",
  state,
  tries: 0,
  retry_at: 0,
  about: { premises: null, premises_name: null, checklist: null, on: null },
  ...over,
});

test("nothing is called received without a proof", () => {
  const verdicts: Verdict[] = ["stored", "already", "waiting", "quarantined", "retry", "fix", "never"];
  for (const verdict of verdicts) {
    for (const was of verdicts) expect(isFinal(stateAfter({ verdict, was }, false))).toBe(false);
  }
});

test("a refusal cannot take back what was received", () => {
  expect(applyResult(record("received"), { verdict: "never" }, false).state).toBe("received");
  expect(applyResult(record("replaced"), { verdict: "waiting" }, false).state).toBe("replaced");
});

test.each([
  ["stored", undefined, true, "received"],
  ["already", "stored", true, "received"],
  ["waiting", undefined, false, "waiting"],
  ["already", "waiting", false, "waiting"],
  ["quarantined", undefined, false, "quarantined_unproven"],
  ["already", "quarantined", true, "quarantined"],
  ["fix", undefined, false, "fix"],
  ["never", undefined, false, "never"],
  ["retry", undefined, false, "ready"],
] as [Verdict, Verdict | undefined, boolean, OutboxState][])(
  "%s %s leads to the right box",
  (verdict, was, proven, state) => {
    expect(applyResult(record("ready"), { verdict, ...(was ? { was } : {}) }, proven).state).toBe(state);
  },
);

test("failures in a row are counted until something else is answered", () => {
  const failed = applyResult(
    applyResult(record("ready"), { verdict: "retry", code: "busy" }, false),
    { verdict: "retry", code: "busy" },
    false,
  );
  expect(failed).toMatchObject({ tries: 2, code: "busy" });
  expect(applyResult(failed, { verdict: "waiting" }, false)).toMatchObject({ tries: 0 });
  expect(applyResult(failed, { verdict: "waiting" }, false).code).toBeUndefined();
});

test("every state leads only to states of the table", () => {
  const states = Object.keys(MOVES);
  for (const next of Object.values(MOVES).flat()) expect(states).toContain(next);
});

const PHOTO = {
  sha256: "x",
  size: 1,
  type: "image/jpeg",
  here: true,
  uploaded: false,
  receipted: false,
  saved_at: "",
};

test("a photo that this phone cannot bring is told until the record is through", () => {
  const away = { ...PHOTO, here: false };
  expect(problemOf(record("waiting"), [away])).toMatchObject({
    code: "photo_elsewhere",
    safe: true,
    next: "fix",
  });
  expect(problemOf(record("waiting"), [{ ...away, uploaded: true }])).toBeNull();
  expect(problemOf(record("received"), [away])).toBeNull();
});

test("an unsafe photo is told before anything else", () => {
  const spoiled = { ...PHOTO, spoiled: true };
  expect(problemOf(record("ready", { code: "busy" }), [spoiled])).toMatchObject({
    code: "photo_mismatch",
    safe: false,
  });
  expect(problemOf(record("received"), [spoiled])).toBeNull();
});
