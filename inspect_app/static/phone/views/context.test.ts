import { expect, it } from "vitest";
import { StoreError } from "../data";
import { lossOf, problemOf } from "./context";

it("tells of a photo or a signature that failed that it was not saved, whatever stopped it", () => {
  const reasons = [new StoreError("draft_gone"), new StoreError("photo_damaged"), new TypeError(), "odd"];
  for (const reason of reasons) expect(lossOf(reason)).toEqual({ ...problemOf(reason), safe: false });
});

it("never tells that nothing was lost when the phone was full", () => {
  expect(problemOf(new StoreError("quota"))).toMatchObject({ code: "quota", safe: false });
});
