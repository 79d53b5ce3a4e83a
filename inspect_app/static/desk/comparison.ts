// Before and after of one correction: a divider between them, both zoomed together, or shown in turn.
import { addKeys, go } from "./keys";

const STEP = 4; // percent that an arrow moves the divider
const ZOOMS = [1, 2, 4];

export function startComparison(): void {
  const page = document.querySelector<HTMLElement>("[data-correction]");
  if (!page) return;
  addKeys({
    n: () => follow("next"),
    ...Object.fromEntries(["d", "b", "e", "a"].map((key) => [key, () => openMove(page, key)])),
  });
  page
    .querySelectorAll("[data-move]")
    .forEach((move) => move.addEventListener("toggle", () => focusIn(move)));
  const compare = page.querySelector<HTMLElement>("[data-compare]");
  if (compare?.querySelector("[data-mode]")) compareIn(compare);
}

function follow(step: string): void {
  const link = document.querySelector<HTMLAnchorElement>(`[data-go="${step}"]`);
  if (link) go(link.href);
}

function openMove(page: HTMLElement, key: string): void {
  const move = page.querySelector<HTMLDetailsElement>(`[data-move="${key}"]`);
  if (move) move.open = !move.open;
}

function focusIn(move: Element): void {
  if (move.hasAttribute("open"))
    move.querySelector<HTMLElement>("select, textarea, input:not([type=hidden])")?.focus();
}

function compareIn(compare: HTMLElement): void {
  const range = compare.querySelector<HTMLInputElement>("[data-at]")!;
  const stage = compare.querySelector<HTMLElement>("[data-stage]")!;
  const moveTo = (at: number) => {
    range.value = String(Math.min(Math.max(at, 0), 100));
    compare.style.setProperty("--at", `${range.value}%`);
  };
  const move = (by: number) => {
    if (compare.dataset.how === "slide") moveTo(Number(range.value) + by);
  };
  range.addEventListener("input", () => moveTo(Number(range.value)));
  followPointer(compare, stage, moveTo);
  for (const button of buttons(compare, "mode"))
    button.addEventListener("click", () => show(compare, button.dataset.mode!));
  for (const button of buttons(compare, "zoom"))
    button.addEventListener("click", () => zoom(compare, Number(button.dataset.zoom)));
  for (const thumb of compare.querySelectorAll<HTMLAnchorElement>("[data-thumb]")) {
    thumb.addEventListener("click", (event) => pick(event, compare, thumb));
  }
  addKeys({
    arrowleft: () => move(-STEP),
    arrowright: () => move(STEP),
    space: () => flash(compare),
    "+": () => zoomBy(compare, 1),
    "=": () => zoomBy(compare, 1),
    "-": () => zoomBy(compare, -1),
  });
  show(compare, "slide");
}

const buttons = (compare: HTMLElement, what: "mode" | "zoom") => [
  ...compare.querySelectorAll<HTMLButtonElement>(`button[data-${what}]`),
];

/** A pressed pointer takes the divider along; a magnified photo shows what lies under the pointer, in both. */
function followPointer(compare: HTMLElement, stage: HTMLElement, moveTo: (at: number) => void): void {
  const along = (event: PointerEvent) => {
    const box = stage.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 100;
    if (event.buttons && compare.dataset.how === "slide") moveTo(x);
    compare.style.setProperty("--x", `${x}%`);
    compare.style.setProperty("--y", `${((event.clientY - box.top) / box.height) * 100}%`);
  };
  stage.addEventListener("pointerdown", along);
  stage.addEventListener("pointermove", along);
  stage.addEventListener("dragstart", (event) => event.preventDefault());
  stage.addEventListener("click", (event) => {
    event.preventDefault();
    if (compare.dataset.how === "flash") flash(compare);
  });
}

function show(compare: HTMLElement, how: string): void {
  compare.dataset.how = how;
  compare.dataset.shown = "before";
  press(buttons(compare, "mode"), (each) => each.dataset.mode === how);
  compare.querySelector<HTMLElement>(".compare-at")!.hidden = how !== "slide";
}

function flash(compare: HTMLElement): void {
  if (compare.dataset.how === "flash")
    compare.dataset.shown = compare.dataset.shown === "after" ? "before" : "after";
  else show(compare, "flash");
}

function zoom(compare: HTMLElement, factor: number): void {
  compare.style.setProperty("--zoom", String(factor));
  press(buttons(compare, "zoom"), (each) => Number(each.dataset.zoom) === factor);
}

function zoomBy(compare: HTMLElement, by: number): void {
  const now = buttons(compare, "zoom").findIndex((each) => each.ariaPressed === "true");
  zoom(compare, ZOOMS[Math.min(Math.max(now + by, 0), ZOOMS.length - 1)]!);
}

function press(group: HTMLButtonElement[], isOn: (each: HTMLButtonElement) => boolean): void {
  group.forEach((each) => each.setAttribute("aria-pressed", String(isOn(each))));
}

/** The chosen photo takes its side, with its own caption; the other side stays. */
function pick(event: Event, compare: HTMLElement, thumb: HTMLAnchorElement): void {
  const side = compare.querySelector<HTMLElement>(`[data-side="${thumb.dataset.thumb}"]`);
  const picture = side?.querySelector("img");
  if (!side || !picture || !thumb.dataset.large) return;
  event.preventDefault();
  picture.src = thumb.dataset.large;
  picture.alt = thumb.querySelector("img")?.alt ?? "";
  const words = thumb.querySelector("template")?.content.cloneNode(true);
  if (words) side.querySelector("[data-caption]")!.replaceChildren(words);
  for (const each of compare.querySelectorAll(`[data-thumb="${thumb.dataset.thumb}"]`))
    each.removeAttribute("aria-current");
  thumb.setAttribute("aria-current", "true");
}
