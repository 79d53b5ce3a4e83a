// Tables: J and K move the current row, and the panel beside it; Enter opens the row, or the proof behind its number.
import { addKeys, go } from "./keys";

const SETTLED_MS = 150; // somebody who walks down with J held does not ask for every row

export function startRows(): void {
  if (!document.querySelector("[data-rows]")) return;
  addKeys({ j: () => step(1), k: () => step(-1), enter: open });
}

function rows(): HTMLTableRowElement[] {
  return [...document.querySelectorAll<HTMLTableRowElement>("[data-rows] tbody tr")].filter((row) =>
    row.querySelector("a"),
  );
}

function step(by: number): void {
  const all = rows();
  const now = all.findIndex((row) => row.ariaCurrent === "true");
  const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
  all.forEach((row) => row.removeAttribute("aria-current"));
  next?.setAttribute("aria-current", "true");
  next?.scrollIntoView({ block: "nearest" });
  if (next && next !== all[now]) showBeside(next);
}

let settling: ReturnType<typeof setTimeout> | undefined;

/** The row's own link leads to the same page with the row's panel; the way back skips each such step. */
function showBeside(row: HTMLTableRowElement): void {
  const link = row.querySelector<HTMLAnchorElement>(".row-link");
  if (!link || !row.closest("[data-panel]")) return;
  clearTimeout(settling);
  settling = setTimeout(() => location.replace(link.href), SETTLED_MS);
}

function open(): void {
  const row = rows().find((each) => each.ariaCurrent === "true");
  const link =
    row?.querySelector<HTMLAnchorElement>("[data-open]") ?? row?.querySelector<HTMLAnchorElement>("a");
  if (link) go(link.href);
}
