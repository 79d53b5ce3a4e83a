// Draws the number pad: large keys under the thumb and a yellow key that leads on.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../drawings/Icon";
import { mayBeNegative, places, type Entry, type PadKey } from "./pad-keys";
import { t, type MoreKey } from "../texts/texts-more";
import "../../styles/pad.css";

const ROWS: readonly PadKey[] = ["7", "8", "9", "erase", "4", "5", "6", "clear", "1", "2", "3"];
const WORDS: Record<string, string> = { ".": "point", "/": "slash" };
const TYPED: Record<string, PadKey> = { Backspace: "erase", Delete: "clear", "-": "sign", ",": "." };

export function Pad({
  entry,
  share = false,
  next,
  onKey,
  onNext,
  children,
}: {
  /** Stands above the keys: the way back, the camera, the fold. */
  children?: ComponentChildren;
  /** The number is a share: it may be typed as so many of so many. */
  share?: boolean;
  entry: Entry;
  next: string;
  onKey: (key: PadKey) => void;
  onNext: () => void;
}) {
  useTyping(share, onKey, onNext);
  return (
    <section class="pad" aria-label={t("pad.name")}>
      {children && <div class="pad-head">{children}</div>}
      {ROWS.map((key) => (
        <Key name={key} onKey={onKey} />
      ))}
      <button type="button" class="pad-key pad-next" data-test="pad-next" onClick={onNext}>
        {next}
      </button>
      {share ? <Key name="/" onKey={onKey} /> : <Key name="sign" onKey={onKey} off={!mayBeNegative(entry)} />}
      <Key name="0" onKey={onKey} />
      <Key name="." onKey={onKey} off={places(entry) === 0} />
    </section>
  );
}

function Key({ name, onKey, off = false }: { name: PadKey; onKey: (key: PadKey) => void; off?: boolean }) {
  const quiet = name === "erase" || name === "clear" || name === "sign" || name === "/";
  return (
    <button
      type="button"
      class={`pad-key${quiet ? " pad-quiet" : ""}`}
      disabled={off}
      aria-label={quiet || name === "." ? t(`pad.${WORDS[name] ?? name}` as MoreKey) : undefined}
      data-test={`pad-${name}`}
      onClick={() => onKey(name)}
    >
      {name === "erase" ? (
        <Icon name="erase" />
      ) : name === "clear" ? (
        <span class="pad-word">{t("pad.clear")}</span>
      ) : name === "sign" ? (
        "±"
      ) : (
        name
      )}
    </button>
  );
}

/** Lets a keyboard that happens to be there work too, unless someone is writing. */
function useTyping(share: boolean, onKey: (key: PadKey) => void, onNext: () => void) {
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (
        event.ctrlKey ||
        event.metaKey ||
        (event.target as Element).matches("input, textarea, select, button, a")
      )
        return;
      const key =
        (share && event.key === "/" ? "/" : TYPED[event.key]) ??
        (/^[0-9.]$/.test(event.key) ? (event.key as PadKey) : null);
      if (key) onKey(key);
      else if (event.key === "Enter") onNext();
    };
    addEventListener("keydown", typed);
    return () => removeEventListener("keydown", typed);
  });
}
