// The review page: walk the items, look at photos, return some or approve all. Decisions are form posts.
import { addKeys, go } from "./keys";
import { showPhoto, startPhotos } from "./photos";

const seen = new Set<string>();

export function startReview(): void {
  const page = document.querySelector<HTMLElement>("[data-review]");
  if (!page) return;
  startPhotos(page);
  rows().forEach(listen);
  rows().filter(hasOwnWords).forEach(markReturn);
  document.querySelector("[data-approve]")?.addEventListener("submit", refuseWhileReturning);
  addKeys({
    j: () => step(1),
    k: () => step(-1),
    a: () => current() && pass(current()!),
    r: () => current() && toggleReturn(current()!),
    u: toggleChecked,
    n: () => page.dataset.following && go(page.dataset.following),
  });
  const first = current();
  if (first) seen.add(first.dataset.reviewItem!);
  [document.querySelector(".queue [aria-current]"), first].forEach((one) =>
    one?.scrollIntoView({ block: "nearest" }),
  );
  count();
}

function rows(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.review-item")];
}

const current = () => rows().find((row) => row.open);
const box = (row: HTMLElement) => row.querySelector<HTMLInputElement>("input[name=item]");

function listen(row: HTMLDetailsElement): void {
  row.addEventListener("toggle", () => row.open && arrive(row));
  row.querySelector("[data-do=pass]")?.addEventListener("click", () => pass(row));
  row.querySelector("[data-do=again]")?.addEventListener("click", () => askAgain(row));
  box(row)?.addEventListener("change", () => afterReturn(row));
}

/** Half written before a sign-out: whoever wrote a remark was returning the item. */
function hasOwnWords(row: HTMLDetailsElement): boolean {
  const remark = row.querySelector("textarea");
  return remark !== null && remark.value !== remark.defaultValue;
}

function markReturn(row: HTMLDetailsElement): void {
  const returning = box(row);
  if (returning) returning.checked = true;
}

function arrive(row: HTMLDetailsElement): void {
  seen.add(row.dataset.reviewItem!);
  if (row.dataset.shot) showPhoto(Number(row.dataset.shot));
  row.scrollIntoView({ block: "nearest" });
  count();
}

function step(by: number): void {
  const all = rows();
  const now = all.findIndex((row) => row.open);
  const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
  if (!next) return;
  let rest = next.closest<HTMLDetailsElement>("details.rest");
  for (; rest; rest = rest.parentElement!.closest("details.rest")) rest.open = true;
  next.open = true; // the others share its name, so the browser closes them
}

function pass(row: HTMLDetailsElement): void {
  const returning = box(row);
  if (returning) returning.checked = false;
  seen.add(row.dataset.reviewItem!);
  row.classList.add("is-seen");
  count();
  step(1);
}

function toggleReturn(row: HTMLDetailsElement): void {
  const returning = box(row);
  if (!returning) return;
  returning.checked = !returning.checked;
  afterReturn(row);
}

/** Says that the items which nobody measured were looked at, or takes it back. */
function toggleChecked(): void {
  document.querySelector<HTMLInputElement>("[name=unmeasured_checked]")?.click();
}

/** The remark stands there already: a photo that cannot be shown is taken again. */
function askAgain(row: HTMLDetailsElement): void {
  markReturn(row);
  afterReturn(row);
}

function afterReturn(row: HTMLDetailsElement): void {
  count();
  if (box(row)?.checked) row.querySelector("textarea")?.focus();
}

function count(): void {
  const returns = rows().filter((row) => box(row)?.checked).length;
  const words = document.querySelector<HTMLElement>("[data-seen-words]");
  if (words) words.textContent = words.dataset.seenWords!.replace("{seen}", String(seen.size));
  document.querySelector(".review-items-foot")?.classList.toggle("has-returns", returns > 0);
  document.querySelector("[data-approve] button")?.classList.toggle("button-blocked", returns > 0);
  rows().forEach((row) =>
    row.querySelector("textarea")?.toggleAttribute("required", box(row)?.checked ?? false),
  );
}

/** Whoever has marked a return means it: approving everything would lose the remark. */
function refuseWhileReturning(event: Event): void {
  const marked = rows().find((row) => box(row)?.checked);
  if (!marked) return;
  event.preventDefault();
  marked.open = true;
}
