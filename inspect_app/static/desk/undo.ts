// The last decision can be undone for ten seconds: Z, a ruler that counts them, and nothing afterwards.
import { addKeys, go } from "./keys";

const LENGTH = 22.8; // of a second on the ruler

export function startUndo(): void {
  const other = document.querySelector<HTMLAnchorElement>("[data-fork]");
  if (other) addKeys({ f: () => go(other.href) });
  const strip = document.querySelector<HTMLElement>("[data-undo]");
  if (!strip) return;
  addKeys({ z: () => strip.isConnected && strip.querySelector("form")?.requestSubmit() });
  const end = performance.now() + Number(strip.dataset.undo) * 1000;
  const timer = setInterval(() => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left > 0) return show(strip, left);
    clearInterval(timer);
    strip.remove();
  }, 250);
}

function show(strip: HTMLElement, left: number): void {
  const spot = 6 + (10 - left) * LENGTH;
  strip.querySelector("[data-undo-done]")?.setAttribute("d", `M6 16H${spot}`);
  strip.querySelector("[data-undo-needle]")?.setAttribute("transform", `translate(${spot} 3)`);
  const words = strip.querySelector<HTMLElement>("[data-undo-words]");
  const said = words?.querySelector("[data-undo-left]");
  if (said) said.textContent = words!.dataset.undoWords!.replace("{seconds}", String(left));
}
