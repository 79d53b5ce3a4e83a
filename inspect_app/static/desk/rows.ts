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
let asking: AbortController | undefined;

/** The panel of a table is the same part of the page that the row's own link leads to. */
function showBeside(row: HTMLTableRowElement): void {
  const panel = row.closest<HTMLElement>("[data-panel]")?.dataset.panel ?? "";
  const link = row.querySelector<HTMLAnchorElement>(".row-link");
  if (!link || !document.getElementById(panel)) return;
  clearTimeout(settling);
  asking?.abort();
  settling = setTimeout(() => void swap(panel, link.href), SETTLED_MS);
}

/** Without a network the old panel stays: its heading says which row it belongs to. */
async function swap(panel: string, address: string): Promise<void> {
  asking = new AbortController();
  try {
    const answer = await fetch(address, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(panel);
    if (!fresh) return go(address); // signed out: the page itself says so
    document.getElementById(panel)?.replaceWith(fresh);
    history.replaceState(null, "", address);
  } catch {
    return;
  }
}

function open(): void {
  const row = rows().find((each) => each.ariaCurrent === "true");
  const link =
    row?.querySelector<HTMLAnchorElement>("[data-open]") ?? row?.querySelector<HTMLAnchorElement>("a");
  if (link) go(link.href);
}
