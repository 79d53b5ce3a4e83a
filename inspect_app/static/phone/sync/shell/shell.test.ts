import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { registerShell, watchUpdate } from "./shell";

const MINUTE = 60_000;

/** The browser's side, as far as it can fail. */
class Registration extends EventTarget {
  waiting = null;
  installing: (EventTarget & { state: string }) | null = null;
  update = vi.fn(() => Promise.resolve());
}
const registration = new Registration();
const register = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("location", new URL("https://inspect.example/"));
  vi.stubGlobal("navigator", {
    serviceWorker: { register, controller: {}, ready: Promise.resolve({ active: null }) },
  });
  register.mockReset().mockResolvedValue(registration);
  registration.update.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a start without a network tries again within a minute, then every hour", async () => {
  register.mockRejectedValueOnce(new TypeError("no network"));
  await registerShell();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(registration.update).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(59 * MINUTE);
  expect(registration.update).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(registration.update).toHaveBeenCalledTimes(2);
});

test("a new release is offered once, however often was looked", async () => {
  const told = vi.fn();
  const stop = watchUpdate(told);
  await registerShell();
  await vi.advanceTimersByTimeAsync(120 * MINUTE);
  registration.installing = Object.assign(new EventTarget(), { state: "installed" });
  registration.dispatchEvent(new Event("updatefound"));
  registration.installing.dispatchEvent(new Event("statechange"));
  expect(told.mock.calls).toEqual([[{ ready: false }], [{ ready: true }]]);
  stop();
});
