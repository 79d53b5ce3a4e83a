// The queue beside a review: Q opens what it is narrowed to, and shuts it again.
import { addKeys } from "./keys";

export function startQueue(): void {
  const narrow = document.querySelector<HTMLDetailsElement>("[data-narrow]");
  if (narrow) addKeys({ q: () => toggle(narrow) });
}

function toggle(narrow: HTMLDetailsElement): void {
  narrow.open = !narrow.open;
  if (narrow.open) narrow.querySelector<HTMLElement>("select")?.focus();
}
