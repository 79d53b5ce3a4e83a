// Takes the note beside an answer, with ready phrases that one tap adds.
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../texts/texts-more";
import "../../styles/form.css";

interface Props {
  label: string;
  value: string;
  phrases: readonly string[];
  hint?: string | undefined;
  needed?: boolean;
  onChange: (text: string) => void;
}
const SHOWN = 2;

export function Note({ label, value, phrases, hint, needed, onChange }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? phrases : phrases.slice(0, SHOWN);
  const add = (phrase: string) =>
    onChange(
      value.includes(phrase) ? value : value.trim() ? `${value.trim()}${t("word.between")}${phrase}` : phrase,
    );
  return (
    <section class="block">
      <label class="block-head">
        <span class="block-name">{label}</span>
        {hint && <span class={needed ? "block-needed" : "small"}>{hint}</span>}
        <Growing value={value} onChange={onChange} test="note" />
      </label>
      {shown.length > 0 && (
        <div class="phrases">
          {shown.map((phrase) => (
            <button type="button" class="button phrase" onClick={() => add(phrase)}>
              {phrase}
            </button>
          ))}
          {phrases.length > SHOWN && (
            <button type="button" class="button phrase" aria-expanded={all} onClick={() => setAll(!all)}>
              {t(all ? "note.fewer" : "note.more")}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

/**
 * Draws a field as high as its text; what is being typed is never overwritten by what comes back from
 * storage.
 */
export function Growing({
  value,
  onChange,
  test,
}: {
  value: string;
  onChange: (text: string) => void;
  test: string;
}) {
  const ref = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const field = ref.current;
    if (!field) return;
    if (document.activeElement !== field && field.value !== value) field.value = value;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 3}px`;
  }, [value]);
  return (
    <textarea
      ref={ref}
      class="field"
      rows={1}
      defaultValue={value}
      maxLength={1000}
      data-test={test}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
