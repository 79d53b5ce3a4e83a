import { afterEach, expect, it, vi } from "vitest";
import { kindOf, record } from "./recorder";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A browser with a microphone, whose lamp goes out with its tracks. */
function withMicrophone() {
  const stop = vi.fn();
  vi.stubGlobal("navigator", {
    mediaDevices: { getUserMedia: async () => ({ getTracks: () => [{ stop }] }) },
  });
  class Recorder {
    static isTypeSupported = (type: string) => type.includes("opus");
    state = "inactive";
    ondataavailable: (event: { data: Blob }) => void = () => {};
    onstop: () => void = () => {};
    start = () => void (this.state = "recording");
    stop = () => {
      this.state = "inactive";
      this.ondataavailable({ data: new Blob(["sound"]) });
      this.onstop();
    };
  }
  vi.stubGlobal("MediaRecorder", Recorder);
  return stop;
}

it("keeps nothing and lets the microphone go where a recording is dropped", async () => {
  const stop = withMicrophone();
  const { drop } = await record();
  drop();
  expect(stop).toHaveBeenCalledTimes(1);
});

it("ends after a minute, and says how long it was", async () => {
  vi.useFakeTimers();
  const stop = withMicrophone();
  const recording = await record();
  let over = false;
  void recording.over.then(() => (over = true));
  await vi.advanceTimersByTimeAsync(59_900);
  expect(over).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(over).toBe(true);
  vi.useRealTimers();
  const { bytes, type } = await recording.stop();
  expect([new TextDecoder().decode(bytes), type]).toEqual(["sound", "audio/webm"]);
  expect(stop).toHaveBeenCalledTimes(1);
});

it("records nothing that the server would refuse", () => {
  expect(kindOf(() => false)).toBeNull();
  expect(kindOf((type) => type === "audio/mp4;codecs=opus")).toBeNull();
  expect(kindOf((type) => type.includes("mp4a"))?.type).toBe("audio/mp4");
  expect(kindOf(() => true)?.type).toBe("audio/webm");
});
