// Tables: J and K move the current row, Enter opens it, or the proof behind its number.
import { addKeys, go } from "./keys";

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
}

function open(): void {
  const row = rows().find((each) => each.ariaCurrent === "true");
  const link =
    row?.querySelector<HTMLAnchorElement>("[data-open]") ?? row?.querySelector<HTMLAnchorElement>("a");
  if (link) go(link.href);
}
