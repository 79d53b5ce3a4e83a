// Records a voice note about an item, plays it and takes it off again.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Draft } from "../../../data";
import { addVoice, MOST_SECONDS, removeVoice } from "../../../data/photos/voice";
import { announce } from "../../../ui/announce";
import { t } from "../../../ui/texts/texts-photo";
import { lossOf, useApp } from "../../context";
import { startSaving } from "../pending-photos";
import { Player } from "./Player";
import { canRecord, record, type Recording } from "./recorder";

interface Props {
  draft: Draft;
  item: string;
}

export function Voice({ draft, item }: Props) {
  const { store, tell } = useApp();
  const note = draft.voice?.[item];
  const { seconds, denied, start, finish } = useRecording({ draft, item });
  const [sure, setSure] = useState(false);
  if (!note && !canRecord()) return null;
  const remove = () => {
    if (!sure) return setSure(true);
    setSure(false);
    removeVoice(store, draft.id, item).catch((error: unknown) => tell(lossOf(error)));
  };
  return (
    <section class="block voice" data-test="voice">
      {note && seconds === null && <Player note={note} />}
      <div class="phrases">
        {seconds === null ? (
          <button type="button" class="button phrase" data-test="voice-record" onClick={start}>
            {t(note ? "voice.again" : "voice.record")}
          </button>
        ) : (
          <button type="button" class="button" data-test="voice-stop" onClick={finish}>
            {t("voice.stop")}
          </button>
        )}
        {note && seconds === null && (
          <button type="button" class="button phrase" data-test="voice-delete" onClick={remove}>
            {t(sure ? "voice.delete-sure" : "voice.delete")}
          </button>
        )}
      </div>
      {seconds !== null && (
        <p class="small voice-running" role="timer">
          {t("voice.running", { n: seconds, most: MOST_SECONDS })}
        </p>
      )}
      {denied && (
        <p class="small" role="alert">
          {t("voice.denied")}
        </p>
      )}
    </section>
  );
}

/** Runs one recording: it ends by the button, after a minute, or when the item is left; each time it is saved. */
function useRecording({ draft, item }: Props) {
  const { store, sync, tell } = useApp();
  const running = useRef<Recording | null>(null);
  const left = useRef(false);
  const [seconds, setSeconds] = useState<number | null>(null);
  const [denied, setDenied] = useState(false);
  const finish = () => {
    const recording = running.current;
    if (!recording) return;
    running.current = null;
    if (!left.current) setSeconds(null);
    const saved = startSaving({ draft: draft.id, item });
    void recording
      .stop()
      .then((sound) => addVoice(store, draft.id, item, sound))
      .then(
        () => {
          announce(t("photo.saved"));
          sync.nudge();
        },
        (error: unknown) => tell(lossOf(error)),
      )
      .finally(saved);
  };
  const start = () =>
    void record().then(
      (recording) => {
        if (left.current) return recording.drop();
        running.current = recording;
        setDenied(false);
        setSeconds(0);
        void recording.over.then(finish);
      },
      () => setDenied(true),
    );
  useEffect(() => {
    if (seconds === null) return;
    const timer = setTimeout(() => setSeconds((n) => (n === null ? null : n + 1)), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  useEffect(
    () => () => {
      left.current = true;
      finish();
    },
    [],
  );
  return { seconds, denied, start, finish };
}
