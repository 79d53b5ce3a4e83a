import { expect, it } from "vitest";
import { StoreError, type Answer } from "../../data";
import { forgetUnsaved, Saver, saverOf } from "./saver";

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

it("does not say saved when the write failed, and writes it with the next change", async () => {
  const written: unknown[] = [],
    seen: string[] = [];
  let broken = true;
  const saver = new Saver<Answer>(async (item, answer) => {
    if (broken) throw new Error("quota");
    written.push([item, answer?.value]);
  });
  saver.watch((state) => seen.push(state));
  saver.save("a", { value: "pass" });
  await settle();
  broken = false;
  saver.save("b", { value: "fail" });
  await settle();
  expect(seen).toEqual(["saving", "failed", "saving", "saved"]);
  expect(written).toEqual([
    ["a", "pass"],
    ["b", "fail"],
  ]);
});

it("writes one at a time and skips what was overtaken", async () => {
  const written: unknown[] = [];
  const saver = new Saver<Answer>(async (_item, answer) => {
    await settle();
    written.push(answer?.note);
  });
  saver.save("a", { value: "na", note: "天" });
  saver.save("a", { value: "na", note: "天花" });
  saver.save("a", { value: "na", note: "天花板" });
  await settle();
  await settle();
  await settle();
  expect(written).toEqual(["天", "天花板"]);
});

it("knows on the next screen what failed on the last, and says whether it got through", async () => {
  let broken = true;
  const write = async () => {
    if (broken) throw new Error("quota");
  };
  saverOf<Answer>("answers:1", write).save("a", { value: "fail" });
  await settle();
  const next = saverOf<Answer>("answers:1", write);
  expect([next.state, next.unsaved]).toEqual(["failed", { a: { value: "fail" } }]);
  await expect(next.flush()).rejects.toThrow("quota");
  broken = false;
  await next.flush();
  expect([next.state, next.unsaved]).toEqual(["saved", {}]);
  expect(saverOf<Answer>("answers:2", write).state).toBe("saved");
});

it("counts as unsaved what is just being written", async () => {
  const saver = new Saver<Answer>(settle);
  saver.save("a", { value: "fail" });
  expect([saver.state, saver.unsaved]).toEqual(["saving", { a: { value: "fail" } }]);
  await saver.flush();
  expect([saver.state, saver.unsaved]).toEqual(["saved", {}]);
});

it("forgets with its draft what did not get through, and what another window goes on with", async () => {
  const gone = new Saver<Answer>(() => Promise.reject(new StoreError("draft_gone")));
  gone.save("a", { value: "fail" });
  await expect(gone.flush()).rejects.toMatchObject({ code: "draft_gone" });
  expect([gone.state, gone.unsaved]).toEqual(["saved", {}]);
  const full = () => Promise.reject(new StoreError("quota"));
  saverOf<Answer>("answers:3", full).save("a", { value: "fail" });
  await settle();
  forgetUnsaved("3");
  expect(saverOf<Answer>("answers:3", full).unsaved).toEqual({});
});
