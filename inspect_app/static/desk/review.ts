// The review page: walk the items, look at photos, return some or approve all. Decisions are form posts.
import { startArrows } from "./arrow";
import { addKeys, go } from "./keys";
import { openRow, showPhoto, shownItem, startPhotos } from "./photos";
import { type Seen, startSeen } from "./seen";

let seen: Seen;

export function startReview(): void {
  const page = document.querySelector<HTMLElement>("[data-review]");
  if (!page) return;
  seen = startSeen(page);
  startPhotos(page);
  startArrows(
    () => document.querySelector<HTMLElement>(".thumb[aria-current]") ?? undefined,
    returnWithArrow,
  );
  rows().forEach(listen);
  document.querySelector("[data-approve]")?.addEventListener("submit", beforeApproval);
  addKeys({
    j: () => step(1),
    k: () => step(-1),
    a: () => current() && pass(current()!),
    r: () => current() && setReturn(current()!, !box(current()!)?.checked),
    u: toggleChecked,
    n: () => page.dataset.following && go(page.dataset.following),
    "shift+a": () => document.querySelector<HTMLFormElement>("[data-approve]")?.requestSubmit(),
    "shift+r": sendReturn,
  });
  const first = current();
  if (first) {
    seen.mark(first);
    showParts(first);
  }
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
  row.querySelector("[data-do=again]")?.addEventListener("click", () => setReturn(row, true));
  box(row)?.addEventListener("change", () => afterReturn(row));
}

/** A photo that was chosen stays, if it is one of this item. */
function arrive(row: HTMLDetailsElement): void {
  seen.mark(row);
  if (row.dataset.shot && shownItem() !== row.dataset.reviewItem) showPhoto(Number(row.dataset.shot));
  showParts(row);
  row.scrollIntoView({ block: "nearest" });
  count();
}

/** What the item says of its changes and of the last visit stands next to the photo as well. */
function showParts(row: HTMLElement): void {
  const changes = document.querySelector("[data-changes-shown]");
  changes?.replaceChildren(...copiesOf(row.querySelector("[data-changes]")?.children));
  const last = row.dataset.shot ? row.querySelector("[data-last]") : null;
  document.querySelector("[data-last-shown]")?.replaceChildren(...copiesOf(last ? [last] : []));
}

const copiesOf = (nodes: Iterable<Element> | undefined) =>
  [...(nodes ?? [])].map((one) => one.cloneNode(true));

function step(by: number): void {
  const all = rows();
  const now = all.findIndex((row) => row.open);
  const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
  if (next) openRow(next);
}

function pass(row: HTMLDetailsElement): void {
  setReturn(row, false);
  seen.mark(row);
  step(1);
}

/** Says so as a click on the box would: what is kept of the form hears it. */
function setReturn(row: HTMLDetailsElement, on: boolean): void {
  const returning = box(row);
  if (!returning) return;
  returning.checked = on;
  returning.dispatchEvent(new Event("input", { bubbles: true }));
  afterReturn(row);
}

function returnWithArrow(item: string): void {
  const row = rows().find((each) => each.dataset.reviewItem === item);
  if (!row) return;
  row.open = true;
  setReturn(row, true);
}

/** Says that the items which nobody measured were looked at, or takes it back. */
function toggleChecked(): void {
  document.querySelector<HTMLInputElement>("[name=unmeasured_checked]")?.click();
}

function afterReturn(row: HTMLDetailsElement): void {
  count();
  if (box(row)?.checked) row.querySelector("textarea")?.focus();
}

const returning = () => rows().filter((row) => box(row)?.checked);

function count(): void {
  const returns = returning().length;
  const words = document.querySelector<HTMLElement>("[data-seen-words]");
  const looked = rows().filter((row) => row.matches("[data-to-see].is-seen")).length;
  if (words) words.textContent = words.dataset.seenWords!.replace("{seen}", String(looked));
  document.querySelector(".review-items-foot")?.classList.toggle("has-returns", returns > 0);
  document.querySelector("[data-approve] button")?.classList.toggle("button-blocked", returns > 0);
  rows().forEach((row) =>
    row.querySelector("textarea")?.toggleAttribute("required", box(row)?.checked ?? false),
  );
}

/** A remark that is still missing is asked for where it belongs: a closed item cannot be focused. */
function sendReturn(): void {
  const marked = returning();
  const lacking = marked.find((row) => !row.querySelector("textarea")?.value.trim());
  if (lacking) {
    lacking.open = true;
    lacking.querySelector("textarea")?.focus();
  } else if (marked.length > 0) document.querySelector<HTMLFormElement>("#return")?.requestSubmit();
}

/** Whoever has marked a return means it: approving everything would lose the remark. What was seen arrives first. */
function beforeApproval(event: Event): void {
  const [marked] = returning();
  const form = event.target as HTMLFormElement;
  if (marked) {
    event.preventDefault();
    marked.open = true;
  } else if (!form.dataset.ready) {
    event.preventDefault();
    form.dataset.ready = "yes";
    const { submitter } = event as SubmitEvent;
    // A form whose submit event has not ended yet ignores another one.
    void seen.send().then(() => setTimeout(() => form.requestSubmit(submitter)));
  }
}
