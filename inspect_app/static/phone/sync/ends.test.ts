import { expect, test } from "vitest";
import { endOf } from "./ends";

const said = { code: "x", zh: "坏", en: "bad", safe: true, next: "wait" as const };
const refused = (status: number, wait_ms: number | null = null) => ({
  kind: "refused" as const,
  status,
  problem: said,
  wait_ms,
});

test("who is not signed in or not allowed is not tried again by itself", () => {
  expect(endOf(refused(401), "1.0.0", null)).toMatchObject({
    online: true,
    retry: false,
    problem: { code: "sign_in", next: "sign_in", zh: "坏" },
  });
  expect(endOf(refused(403), "1.0.0", null)).toMatchObject({ online: true, retry: false, problem: said });
});

test("a busy server is tried again, after the time it asked for", () => {
  expect(endOf(refused(503, 30_000), "1.0.0", null)).toMatchObject({
    online: true,
    retry: true,
    wait: 30_000,
  });
  expect(endOf(refused(429), "1.0.0", null)).toMatchObject({ retry: true, wait: 0 });
});

test("no answer is offline and is tried again", () => {
  expect(endOf({ kind: "offline" }, "1.0.0", null)).toMatchObject({
    online: false,
    retry: true,
    problem: { code: "offline", safe: true },
  });
});

test("an old app is told so and may go on handing in", () => {
  expect(endOf(null, "1.9.0", "1.10.0").problem).toMatchObject({ code: "update", next: "none" });
  expect(endOf(null, "1.10.0", "1.9.0").problem).toBeNull();
});
