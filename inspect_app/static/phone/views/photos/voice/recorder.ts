// Records what is spoken, for at most a minute, in one of the two kinds that the server takes.
import type { VoiceNote } from "../../../data";
import { MOST_SECONDS } from "../../../data/photos/voice";

const KINDS: readonly { asked: string; type: VoiceNote["type"] }[] = [
  { asked: "audio/webm;codecs=opus", type: "audio/webm" },
  { asked: "audio/mp4;codecs=mp4a.40.2", type: "audio/mp4" },
];
const BITS = 32_000;

export interface Sound {
  bytes: ArrayBuffer;
  type: VoiceNote["type"];
  seconds: number;
}
export interface Recording {
  /** Ends the recording and returns it. */
  stop: () => Promise<Sound>;
  /** Ends it and keeps nothing. */
  drop: () => void;
  /** Resolves when the minute is over. */
  over: Promise<void>;
}

/** The kind of recording that this browser makes and the server takes; null: there is none. */
export const kindOf = (isSupported: (type: string) => boolean) =>
  KINDS.find(({ asked }) => isSupported(asked)) ?? null;

export const canRecord = (): boolean =>
  "MediaRecorder" in globalThis &&
  Boolean(navigator.mediaDevices?.getUserMedia) &&
  kindOf((type) => MediaRecorder.isTypeSupported(type)) !== null;

/** Begins to record; rejects where the microphone is not given. */
export async function record(): Promise<Recording> {
  const kind = kindOf((type) => MediaRecorder.isTypeSupported(type))!;
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { mimeType: kind.asked, audioBitsPerSecond: BITS });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => void parts.push(data);
  const begun = performance.now();
  const ended = new Promise<number>((resolve) => {
    recorder.onstop = () => resolve((performance.now() - begun) / 1000);
  });
  recorder.start();
  const end = () => {
    clearTimeout(timer);
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  };
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, MOST_SECONDS * 1000);
  });
  return {
    over,
    drop: end,
    stop: async () => {
      end();
      const seconds = await ended;
      return { bytes: await new Blob(parts).arrayBuffer(), type: kind.type, seconds };
    },
  };
}
