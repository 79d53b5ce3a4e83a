// The board of corrections: arrows change the column, J and K the entry, X chooses it, U reminds all that are chosen.
import { addKeys, go } from "./keys";

export function startBoard(): void {
  const board = document.querySelector<HTMLFormElement>("[data-board]");
  if (!board) return;
  addKeys({
    j: () => step(1),
    k: () => step(-1),
    arrowleft: () => turn(-1),
    arrowright: () => turn(1),
    enter: open,
    x: () => current()?.querySelector<HTMLInputElement>("input")?.click(),
    u: () => board.querySelector<HTMLButtonElement>("[data-remind]")?.click(),
  });
  board.addEventListener("change", () => count(board));
  board.addEventListener("submit", (event) => {
    if (chosen(board).length === 0) event.preventDefault();
  });
  count(board);
}

const entries = (within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>("[data-entry]")];
const current = () => entries().find((each) => each.ariaCurrent === "true");
const chosen = (board: HTMLElement) => entries(board).filter((each) => each.querySelector("input:checked"));

function show(entry: HTMLElement | undefined): void {
  if (!entry) return;
  entries().forEach((each) => each.removeAttribute("aria-current"));
  entry.setAttribute("aria-current", "true");
  entry.scrollIntoView({ block: "nearest" });
}

function step(by: number): void {
  const column = current()?.closest<HTMLElement>(".board-column") ?? columns()[0];
  const all = column ? entries(column) : [];
  const now = all.findIndex((each) => each.ariaCurrent === "true");
  show(all[Math.min(Math.max(now + by, 0), all.length - 1)]);
}

/** Only columns with something in them. */
const columns = () =>
  [...document.querySelectorAll<HTMLElement>(".board-column")].filter((each) => entries(each).length > 0);

function turn(by: number): void {
  const all = columns();
  const now = all.findIndex((each) => each.contains(current() ?? null));
  const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
  if (next && next !== all[now]) show(entries(next)[0]);
}

function open(): void {
  const link = current()?.querySelector<HTMLAnchorElement>(".row-link");
  if (link) go(link.href);
}

function count(board: HTMLElement): void {
  const picked = chosen(board);
  entries(board).forEach((each) => each.classList.toggle("is-chosen", picked.includes(each)));
  const words = board.querySelector<HTMLElement>("[data-chosen]");
  if (words) words.textContent = words.dataset.chosen!.replace("{count}", String(picked.length));
  board.querySelector("[data-remind]")?.classList.toggle("button-blocked", picked.length === 0);
}
