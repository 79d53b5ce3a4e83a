import { expect, it } from "vitest";
import { kindIcon, showResult } from "./kinds";

it("takes a kind or a result that this app is too old to know for no other one", () => {
  expect(kindIcon("swimming_pool")).toBe("premises");
  expect(showResult("superb")).toEqual({ mark: "na", tone: "mute", text: "superb" });
});

it("shows what passed, what failed, and what says neither", () => {
  expect(["basic", "stop", "void", null].map((result) => showResult(result).tone)).toEqual([
    "pass",
    "fail",
    "mute",
    "mute",
  ]);
});
