import { expect, it, vi } from "vitest";
import type { Store } from "../../data";
import { startInspection, startAcceptance, resumeWork } from "./start-inspection";

vi.mock("../../ui/router", () => ({ go: vi.fn() }));
vi.mock("../../ui/position", () => ({ findPlace: () => new Promise(() => undefined) }));
const { go } = await import("../../ui/router");

function phone(start: () => Promise<{ id: string }>) {
  const calls = { start: vi.fn(start), revision: vi.fn(start) };
  return {
    ...calls,
    store: { drafts: { start: calls.start }, startRevision: calls.revision } as unknown as Store,
  };
}

it("begins one inspection for two taps, whatever they began", async () => {
  const { store, start } = phone(async () => ({ id: "a" }));
  await Promise.all([
    startInspection(store, "stall"),
    startInspection(store, "stall"),
    startAcceptance(store, "site", "tower"),
  ]);
  expect(start).toHaveBeenCalledTimes(1);
  expect(go).toHaveBeenCalledExactlyOnceWith("/inspect/a", "push");
});

it("opens one new revision for two taps", async () => {
  const { store, revision } = phone(async () => ({ id: "a" }));
  await Promise.all([
    resumeWork(store, { id: "a", draft: null }),
    resumeWork(store, { id: "a", draft: null }),
  ]);
  expect(revision).toHaveBeenCalledTimes(1);
});

it("can be tried again after a failure", async () => {
  const { store, start } = phone(async () => Promise.reject(new Error("full")));
  await expect(startInspection(store, "stall")).rejects.toThrow("full");
  await expect(startInspection(store, "stall")).rejects.toThrow("full");
  expect(start).toHaveBeenCalledTimes(2);
});
