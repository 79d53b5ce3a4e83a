import { expect, it } from "vitest";
import cases from "../../../../tests/vectors/presence/far.json";
import { isFar } from "./presence";

it("needs no reason near enough, as the server has it", () => {
  for (const [metres, accuracy, far] of cases as [number, number, boolean][])
    expect([metres, accuracy, isFar(metres, accuracy)]).toEqual([metres, accuracy, far]);
});
