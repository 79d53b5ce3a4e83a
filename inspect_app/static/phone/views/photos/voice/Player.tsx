// Plays a voice note that lies on this phone.
import { useEffect, useState } from "preact/hooks";
import type { VoiceNote } from "../../../data";
import { t } from "../../../ui/texts/texts-photo";
import { problemOf, useApp } from "../../context";

export function Player({ note }: { note: VoiceNote }) {
  const { store, tell } = useApp();
  const [url, setUrl] = useState<string | null>();
  useEffect(() => {
    let made = "";
    let gone = false;
    store.photos.bytes(note.sha256).then(
      (bytes) => {
        if (gone) return;
        if (bytes) made = URL.createObjectURL(new Blob([bytes], { type: note.type }));
        setUrl(made || null);
      },
      (error: unknown) => tell(problemOf(error)),
    );
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [note.sha256]);
  const words = t("voice.play", { n: note.seconds });
  return (
    <figure class="voice-note" data-test="voice-note">
      <figcaption class="small">{words}</figcaption>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody wrote down what was spoken */}
      {url && <audio controls src={url} aria-label={words} />}
      {url === null && <p class="small">{t("voice.away")}</p>}
    </figure>
  );
}
