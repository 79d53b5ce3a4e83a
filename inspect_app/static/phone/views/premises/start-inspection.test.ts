import { expect, it, vi } from "vitest";
import type { Store } from "../../data";
import { startInspection, startAcceptance, resumeWork } from "./start-inspection";

vi.mock("../../ui/router", () => ({ go: vi.fn() }));
const findPlace = vi.hoisted(() => vi.fn(() => new Promise(() => undefined)));
vi.mock("../../ui/position", () => ({ findPlace }));
const { go } = await import("../../ui/router");

function phone(start: () => Promise<{ id: string; position?: object; no_position?: string }>) {
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

it("asks once a visit where it is, whatever came of it", async () => {
  findPlace.mockClear();
  const here = { lat: 31.2, lng: 121.4, accuracy_m: 9 };
  await startInspection(phone(async () => ({ id: "a", position: here })).store, "stall");
  await startInspection(phone(async () => ({ id: "b", no_position: "没有信号" })).store, "stall");
  expect(findPlace).not.toHaveBeenCalled();
  await startInspection(phone(async () => ({ id: "c" })).store, "stall");
  expect(findPlace).toHaveBeenCalledTimes(1);
});
