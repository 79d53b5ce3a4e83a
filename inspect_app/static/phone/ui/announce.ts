// Says a sentence to a screen reader, politely, and only when it changed.
let region: HTMLElement | null = null;

export function announce(sentence: string): void {
  if (!region) {
    region = document.createElement("div");
    region.className = "sr";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  if (region.textContent !== sentence) region.textContent = sentence;
}
