// Draws icons and marks. Both decorate a word; the word is what a screen reader says.
import { ICONS, type IconName } from "./icons";
import { MARKS, type MarkName } from "./marks";

export function Icon({ name, class: extra = "" }: { name: IconName; class?: string }) {
  return (
    <svg class={`icon ${extra}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}

export function Mark({ name, class: extra = "" }: { name: MarkName; class?: string }) {
  return (
    <svg class={`mark ${extra}`} viewBox="0 0 20 20" aria-hidden="true">
      {MARKS[name].map(([how, d]) => (
        <path
          class={`mark-${typeof how === "number" ? "line" : how}`}
          stroke-width={typeof how === "number" ? how : 2.2}
          d={d}
        />
      ))}
    </svg>
  );
}

export function Chip({
  mark,
  tone = "mute",
  children,
}: {
  mark: MarkName;
  tone?: Tone;
  children: preact.ComponentChildren;
}) {
  return (
    <span class={`chip chip-${tone}`}>
      <Mark name={mark} />
      <span>{children}</span>
    </span>
  );
}

export type Tone = "pass" | "fail" | "wait" | "turn" | "ink" | "mute";
