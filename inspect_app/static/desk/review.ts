// The review page: walk the items, look at photos, return some or approve all. Decisions are form posts.
import { addKeys, go } from "./keys";
import { showPhoto, startPhotos } from "./photos";

const seen = new Set<string>();

export function startReview(): void {
  const page = document.querySelector<HTMLElement>("[data-review]");
  if (!page) return;
  startPhotos(page);
  lines().forEach(listen);
  document.querySelector("[data-approve]")?.addEventListener("submit", refuseWhileReturning);
  addKeys({
    j: () => step(1),
    k: () => step(-1),
    a: () => current() && pass(current()!),
    r: () => current() && toggleReturn(current()!),
    n: () => page.dataset.following && go(page.dataset.following),
  });
  const first = current();
  if (first) seen.add(first.dataset.line!);
  [document.querySelector(".queue [aria-current]"), first].forEach((one) =>
    one?.scrollIntoView({ block: "nearest" }),
  );
  count();
}

function lines(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.line")];
}

const current = () => lines().find((line) => line.open);
const box = (line: HTMLElement) => line.querySelector<HTMLInputElement>("input[name=item]");

function listen(line: HTMLDetailsElement): void {
  line.addEventListener("toggle", () => line.open && arrive(line));
  line.querySelector("[data-do=pass]")?.addEventListener("click", () => pass(line));
  line.querySelector("[data-do=again]")?.addEventListener("click", () => askAgain(line));
  box(line)?.addEventListener("change", () => afterReturn(line));
}

function arrive(line: HTMLDetailsElement): void {
  seen.add(line.dataset.line!);
  if (line.dataset.shot) showPhoto(Number(line.dataset.shot));
  line.scrollIntoView({ block: "nearest" });
  count();
}

function step(by: number): void {
  const all = lines();
  const now = all.findIndex((line) => line.open);
  const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
  if (!next) return;
  let rest = next.closest<HTMLDetailsElement>("details.rest");
  for (; rest; rest = rest.parentElement!.closest("details.rest")) rest.open = true;
  next.open = true; // the others share its name, so the browser closes them
}

function pass(line: HTMLDetailsElement): void {
  const returning = box(line);
  if (returning) returning.checked = false;
  seen.add(line.dataset.line!);
  line.classList.add("is-seen");
  count();
  step(1);
}

function toggleReturn(line: HTMLDetailsElement): void {
  const returning = box(line);
  if (!returning) return;
  returning.checked = !returning.checked;
  afterReturn(line);
}

/** The remark stands there already: a photo that cannot be shown is taken again. */
function askAgain(line: HTMLDetailsElement): void {
  const returning = box(line);
  if (returning) returning.checked = true;
  afterReturn(line);
}

function afterReturn(line: HTMLDetailsElement): void {
  count();
  if (box(line)?.checked) line.querySelector("textarea")?.focus();
}

function count(): void {
  const returns = lines().filter((line) => box(line)?.checked).length;
  const words = document.querySelector<HTMLElement>("[data-seen-words]");
  if (words) words.textContent = words.dataset.seenWords!.replace("{seen}", String(seen.size));
  document.querySelector(".lines-foot")?.classList.toggle("has-returns", returns > 0);
  document.querySelector("[data-approve] button")?.classList.toggle("button-blocked", returns > 0);
  lines().forEach((line) =>
    line.querySelector("textarea")?.toggleAttribute("required", box(line)?.checked ?? false),
  );
}

/** Whoever has marked a return means it: approving everything would lose the remark. */
function refuseWhileReturning(event: Event): void {
  const marked = lines().find((line) => box(line)?.checked);
  if (!marked) return;
  event.preventDefault();
  marked.open = true;
}
