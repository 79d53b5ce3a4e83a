import { expect, it } from "vitest";
import { readScanned, readTyped } from "./scanned";

const OURS = "https://inspect.example";

it("opens nothing that is not a code of ours", () => {
  expect(readScanned("https://pay.example/abc", OURS).kind).toBe("foreign");
  expect(readScanned("javascript:alert(1)", OURS).kind).toBe("foreign");
  expect(readScanned(`${OURS}/q/../x`, OURS).kind).toBe("foreign");
  expect(readScanned("https://inspect.example.evil/q/AbC_123-xyz", OURS).kind).toBe("foreign");
});

it("shows a foreign text short and without control signs", () => {
  expect(readScanned(`a\u0000\u202Eb ${"x".repeat(99)}`, OURS)).toMatchObject({
    text: expect.stringMatching(/^a b x+…$/),
  });
});

it("finds the token of a posted code", () => {
  expect(readScanned(` ${OURS}/q/AbC_123-xyz?from=wx `, OURS)).toEqual({
    kind: "token",
    token: "AbC_123-xyz",
  });
});

it("says what is wrong with a typed code", () => {
  expect(readTyped("ABCD234")).toEqual({ ok: false, why: "short", length: 7 });
  expect(readTyped("ABCD 0O1I")).toMatchObject({ ok: false, why: "wrong-signs" });
  expect(readTyped("abcd 2345")).toEqual({ ok: true, code: "ABCD2345" });
});
