// Keeps the browser's offer to install the app until somebody asks for it: it comes once, early, unasked.
import { readLocal, writeLocal } from "./local-storage";

/** Chromium's event; other browsers have none. */
export interface InstallOffer extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

const TOLD = "inspect.install-told";
let offer: InstallOffer | null = null;
const listeners = new Set<() => void>();

const change = (next: InstallOffer | null) => {
  offer = next;
  for (const listener of listeners) listener();
};

/** Begins to wait for the offer; called before the first picture. */
export function awaitOffer(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // no bar of the browser's own over an inspection
    change(event as InstallOffer);
  });
  addEventListener("appinstalled", () => change(null));
}

export const currentOffer = (): InstallOffer | null => offer;

export function watchOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Asks the browser's question. An offer holds for one question. */
export async function install(): Promise<boolean> {
  const asked = offer;
  change(null);
  return (await asked?.prompt())?.outcome === "accepted";
}

/** Tells whether this window was opened from the home screen; iOS says it in a way of its own. */
export const isInstalled = (): boolean =>
  matchMedia("(display-mode: standalone)").matches ||
  (navigator as { standalone?: boolean }).standalone === true;

export const wasTold = (): boolean => readLocal(TOLD) !== null;
export const noteTold = (): void => writeLocal(TOLD, "1");
