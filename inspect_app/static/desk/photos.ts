// The strip under the large photo: a click or a key shows another one with its item, space makes it fill the
// page. A later submission has the earlier photo next to it.
import { arrowOf, showArrow } from "./arrow";
import { addKeys } from "./keys";

const SIDES = ["", "only-after", "only-before"];

export function startPhotos(page: HTMLElement): void {
  thumbs().forEach((thumb) => onClick(thumb, () => choose(Number(thumb.dataset.shot))));
  oldThumbs().forEach((thumb) => onClick(thumb, () => showSide("before", thumb)));
  page
    .querySelectorAll<HTMLElement>("[data-open-shot]")
    .forEach((link) => onClick(link, () => choose(Number(link.dataset.openShot))));
  const unmarked = page.querySelector<HTMLAnchorElement>("[data-unmarked]");
  if (unmarked)
    onClick(unmarked, () => showPhoto(Number(unmarked.dataset.shot || shown()?.dataset.unmarkedShot)));
  addPhotoKeys(page);
  page.querySelectorAll(".photo-large").forEach((link) => onClick(link, () => zoom(page)));
  page
    .querySelector(".photo-sides")
    ?.addEventListener("pointermove", (event) => lookAt(event as PointerEvent));
}

function addPhotoKeys(page: HTMLElement): void {
  addKeys(Object.fromEntries(Array.from({ length: 9 }, (_, n) => [String(n + 1), () => choose(n + 1)])));
  const [back, on] = [() => stepPhoto(-1), () => stepPhoto(1)];
  addKeys({ ",": back, "[": back, arrowleft: back, ".": on, "]": on, arrowright: on });
  addKeys({ v: () => turnSides(page), space: () => zoom(page) });
  addKeys({ escape: () => page.parentElement?.classList.remove("zoomed") });
}

function onClick(target: Element, act: () => void): void {
  target.addEventListener("click", (event) => {
    event.preventDefault();
    if (!document.querySelector(".is-drawing")) act();
  });
}

const zoom = (page: HTMLElement) => page.parentElement?.classList.toggle("zoomed");
const thumbs = () => [...document.querySelectorAll<HTMLAnchorElement>(".thumb[data-shot]")];
const oldThumbs = () => [...document.querySelectorAll<HTMLAnchorElement>(".thumb-old")];
const shown = () => thumbs().find((each) => each.getAttribute("aria-current") === "true");

/** The item of the photo that is shown. */
export const shownItem = (): string | undefined => shown()?.dataset.item;

/** Both pages of a pair are magnified at the same place. */
function lookAt(event: PointerEvent): void {
  const stage = (event.target as Element).closest(".photo-stage");
  if (!stage) return;
  const box = stage.getBoundingClientRect();
  const sides = stage.closest<HTMLElement>(".photo-sides")!;
  sides.style.setProperty("--x", `${((event.clientX - box.left) / box.width) * 100}%`);
  sides.style.setProperty("--y", `${((event.clientY - box.top) / box.height) * 100}%`);
}

/** Both photos, the new one alone, the old one alone, and both again. */
function turnSides(page: HTMLElement): void {
  const now = SIDES.indexOf(page.dataset.sides ?? "");
  page.dataset.sides = SIDES[(now + 1) % SIDES.length];
}

function stepPhoto(by: number): void {
  const all = thumbs();
  const next = all[all.findIndex((each) => each.getAttribute("aria-current") === "true") + by];
  if (next) choose(Number(next.dataset.shot));
}

function choose(n: number): void {
  showPhoto(n);
  openItem(thumbs().find((each) => each.dataset.shot === String(n))?.dataset.item);
}

/** Shows photo number n with its caption; one whose bytes have not arrived says so. */
export function showPhoto(n: number): void {
  const thumb = thumbs().find((each) => each.dataset.shot === String(n));
  const figure = document.querySelector<HTMLElement>("[data-photo]");
  if (!thumb || !figure) return;
  showSide("after", thumb);
  const all = [...thumbs(), ...oldThumbs()];
  showSide(
    "before",
    all.find((each) => each.dataset.sha256 === thumb.dataset.before),
  );
  figure.querySelector("[data-source]")!.textContent = thumb.dataset.source ?? "";
  pointReceipt(figure.querySelector<HTMLAnchorElement>("[data-receipt-of]"), thumb.dataset.sha256);
  showUnmarked(figure.querySelector<HTMLAnchorElement>("[data-unmarked]"), thumb.dataset.unmarkedShot);
  thumbs().forEach((each) => each.removeAttribute("aria-current"));
  thumb.setAttribute("aria-current", "true");
  thumb.scrollIntoView({ block: "nearest" });
}

function showSide(side: string, thumb: HTMLAnchorElement | undefined): void {
  const figure = document.querySelector<HTMLElement>(`[data-side="${side}"]`);
  if (!figure) return;
  figure.hidden = !thumb;
  if (!thumb) return;
  const picture = figure.querySelector("img")!;
  const large = thumb.dataset.large;
  picture.closest<HTMLElement>(".photo-large")!.hidden = !large;
  figure.querySelector<HTMLElement>("[data-away]")!.hidden = large !== undefined;
  if (large) picture.src = large;
  picture.alt = thumb.querySelector("img")?.alt ?? "";
  figure.querySelector("[data-code]")!.textContent = thumb.dataset.code ?? "";
  figure.querySelector("[data-when]")!.replaceChildren(...copyOf(thumb.querySelector("template")));
  showArrow(figure, large ? arrowOf(thumb) : undefined);
}

/** The receipt lists every photo; the link leads to the row of the one that is shown. */
function pointReceipt(link: HTMLAnchorElement | null, sha256: string | undefined): void {
  if (link) link.hash = `f-${sha256}`;
}

/** Offers what a marked copy was drawn on; of other photos there is no such thing. */
function showUnmarked(link: HTMLAnchorElement | null, unmarked: string | undefined): void {
  if (!link) return;
  link.hidden = unmarked === undefined;
  link.dataset.shot = unmarked ?? "";
  link.href = thumbs().find((each) => each.dataset.shot === unmarked)?.href ?? "";
}

const copyOf = (template: HTMLTemplateElement | null) => (template ? [template.content.cloneNode(true)] : []);

function openItem(item: string | undefined): void {
  const row = [...document.querySelectorAll<HTMLDetailsElement>("details.review-item")].find(
    (each) => each.dataset.reviewItem === item,
  );
  if (row) openRow(row);
}

/** Opens an item, and what it is folded into; the others share its name, so the browser closes them. */
export function openRow(row: HTMLDetailsElement): void {
  let rest = row.closest<HTMLDetailsElement>("details.rest");
  for (; rest; rest = rest.parentElement!.closest("details.rest")) rest.open = true;
  row.open = true;
}
