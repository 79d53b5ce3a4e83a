// The strip under the large photo: a click or a figure key shows another one, space makes it fill the page.
import { addKeys } from "./keys";

export function startPhotos(page: HTMLElement): void {
  thumbs().forEach((thumb) =>
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      showPhoto(Number(thumb.dataset.shot));
      openItem(thumb.dataset.item);
    }),
  );
  page.querySelector<HTMLAnchorElement>("[data-unmarked]")?.addEventListener("click", (event) => {
    const link = event.currentTarget as HTMLAnchorElement;
    const shown = thumbs().find((each) => each.getAttribute("aria-current") === "true");
    event.preventDefault();
    showPhoto(Number(link.dataset.shot || shown?.dataset.unmarkedShot));
  });
  addKeys(Object.fromEntries(Array.from({ length: 9 }, (_, n) => [String(n + 1), () => showPhoto(n + 1)])));
  const zoom = () => page.parentElement?.classList.toggle("zoomed");
  addKeys({ space: zoom, escape: () => page.parentElement?.classList.remove("zoomed") });
  page.querySelector(".photo-large")?.addEventListener("click", (event) => {
    event.preventDefault();
    zoom();
  });
}

function thumbs(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".thumb")];
}

/** Shows photo number n, if there is one whose bytes have arrived. */
export function showPhoto(n: number): void {
  const thumb = thumbs().find((each) => each.dataset.shot === String(n));
  const picture = document.querySelector<HTMLImageElement>(".photo-large img");
  if (!thumb?.dataset.large || !picture) return;
  picture.src = thumb.dataset.large;
  picture.alt = thumb.querySelector("img")?.alt ?? "";
  const figure = picture.closest("figure")!;
  figure.querySelector("[data-code]")!.textContent = thumb.dataset.code ?? "";
  figure.querySelector("[data-source]")!.textContent = thumb.dataset.source ?? "";
  pointReceipt(figure.querySelector<HTMLAnchorElement>("[data-receipt-of]"), thumb.dataset.sha256);
  showUnmarked(figure.querySelector<HTMLAnchorElement>("[data-unmarked]"), thumb.dataset.unmarkedShot);
  figure.querySelector("[data-when]")!.replaceChildren(...copyOf(thumb.querySelector("template")));
  thumbs().forEach((each) => each.removeAttribute("aria-current"));
  thumb.setAttribute("aria-current", "true");
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
  if (row) row.open = true;
}
