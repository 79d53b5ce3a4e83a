// Holds what was typed on the pad. What may not be entered stays in its field until it is put right, also while
// another item is on screen.
import { press, type PadKey } from "../../ui/controls/pad-keys";
import { enterable, type NumberField } from "./numbers";

type Texts = Record<string, string>;
const refused = new Map<string, Texts>();

export class TypedTexts {
  private texts: Texts;

  /** `place` names the draft and the item; `stored` is what the answer has for a field. */
  constructor(
    private readonly place: string,
    stored: (name: string) => string,
  ) {
    const left = Object.entries(refused.get(place) ?? {});
    this.texts = Object.fromEntries(left.filter(([name]) => stored(name) === ""));
  }

  get(name: string, stored: string): string {
    return this.texts[name] ?? stored;
  }

  /** Applies a key to what stands there now, not to what was drawn: two keys may come before a drawing. */
  press(field: NumberField, key: PadKey, stored: string): string {
    const text = press(this.get(field.name, stored), key, field.entry);
    this.texts = { ...this.texts, [field.name]: text };
    const { [field.name]: _, ...others } = refused.get(this.place) ?? {};
    refused.set(this.place, isRefused(text, field) ? { ...others, [field.name]: text } : others);
    return text;
  }

  /** Forgets all: another kind of answer has taken its place. */
  clear(): void {
    this.texts = {};
    refused.delete(this.place);
  }
}

/** Whether a text is there that may not be entered. */
export const isRefused = (text: string, { entry }: NumberField): boolean =>
  text !== "" && enterable(text, entry) === null;
