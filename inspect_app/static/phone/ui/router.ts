// Routes between the screens. The path alone holds where the app is, so reload, back and a deep link all lead
// to the same screen.
import { useEffect, useState } from "preact/hooks";
import { writeLocal, readLocal } from "./local-storage";

const LAST = "inspect.last-path";
const listeners = new Set<() => void>();
const scrolled = new Map<string, number>();

function currentPath(): string {
  return location.pathname;
}

export function go(path: string, how: "push" | "replace" = "push"): void {
  if (path === currentPath()) return;
  scrolled.set(currentPath(), scrollY);
  if (how === "push") history.pushState({ inside: true }, "", path);
  else history.replaceState(history.state, "", path);
  announce(0);
}

/** Changes the address for a reload; the screen stays as it is. */
export function stay(path: string): void {
  history.replaceState(history.state, "", path);
  remember();
}

/**
 * Goes one step back inside the app; a screen opened by a link goes to its parent instead of leaving the
 * app.
 */
export function back(parent: string): void {
  if ((history.state as { inside?: boolean } | null)?.inside) history.back();
  else go(parent, "replace");
}

export function usePath(): string {
  const [path, setPath] = useState(currentPath());
  useEffect(() => {
    const update = () => setPath(currentPath());
    listeners.add(update);
    return () => void listeners.delete(update);
  }, []);
  return path;
}

export function startRouter(): void {
  history.scrollRestoration = "manual";
  addEventListener("popstate", () => announce(scrolled.get(currentPath()) ?? 0));
  resumeAfterCrash();
  remember();
}

/**
 * Reopens the inspection of an installed app that was killed and starts at "/"; back still leads to Today.
 */
function resumeAfterCrash(): void {
  const last = readLocal(LAST) ?? "";
  if (currentPath() === "/" && /^\/(inspect|seal)\//.test(last))
    history.pushState({ inside: true }, "", last);
}

function remember(): void {
  writeLocal(LAST, currentPath());
}

/** Forgets the remembered path: what failed here must not be the next start, too. */
export function forgetPath(): void {
  writeLocal(LAST, "");
}

function announce(top: number): void {
  remember();
  for (const listener of listeners) listener();
  requestAnimationFrame(() => scrollDown(top, 8));
  setTimeout(focusTop, 120);
}

/** Scrolls back to where one was; a list is read first, so this is tried until the page is long enough. */
function scrollDown(top: number, tries: number): void {
  scrollTo(0, top);
  if (scrollY < top - 1 && tries > 0) setTimeout(() => scrollDown(top, tries - 1), 50);
}

/** Moves the focus to the question or the name of the new screen, for what had it is gone. */
function focusTop(): void {
  if (document.activeElement && document.activeElement !== document.body) return;
  const top = document.querySelector<HTMLElement>("main .ask") ?? document.querySelector<HTMLElement>("h1");
  if (!top) return;
  top.tabIndex = -1;
  top.focus({ preventScroll: true });
}
