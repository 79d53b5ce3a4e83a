// Remembers the button that was pressed last. iPhones give a pressed button no focus, so a sheet cannot find its
// opener there by asking who has it.
let pressed: HTMLElement | null = null;

globalThis.document?.addEventListener(
  "click",
  ({ target }) => {
    pressed = (target as Element).closest?.<HTMLElement>("button, a") ?? null;
  },
  true,
);

export const lastPressed = (): HTMLElement | null => pressed;
