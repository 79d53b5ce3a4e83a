// One arrow of a reviewer on a photo: drawn with the pointer, sent with the remark of the photo's item.
import { addKeys } from "./keys";

type Ends = [number, number, number, number];
interface Arrow {
  sha256: string;
  from: [number, number];
  to: [number, number];
}

const HEAD = 0.06; // of the picture's diagonal, but never more than half of the arrow
const SPREAD = Math.PI / 7;
const SHORTEST = 0.01;

/** Asks for the item and the hash of the photo that is shown, and tells where an arrow was drawn. */
export function startArrows(shown: () => HTMLElement | undefined, drawn: (item: string) => void): void {
  document.querySelectorAll<HTMLElement>("[data-side]").forEach(refresh);
  const figure = document.querySelector<HTMLElement>("[data-photo]");
  const button = figure?.querySelector<HTMLButtonElement>("[data-draw]");
  const first = shown();
  if (figure && first) showArrow(figure, arrowOf(first));
  if (!figure || !button) return;
  const draw = (on: boolean) => turn(figure, button, on);
  button.addEventListener("click", () => draw(!isDrawing(figure)));
  addKeys({ m: () => draw(!isDrawing(figure)) });
  followPointer(figure, (ends) => {
    const thumb = shown();
    draw(false);
    if (!thumb || !ends) return showArrow(figure, thumb && arrowOf(thumb));
    keep(thumb, ends);
    drawn(thumb.dataset.item!);
  });
  for (const row of document.querySelectorAll<HTMLElement>("[data-arrow-of]")) {
    row.hidden = !fieldIn(row).value;
    row.querySelector("[data-arrow-off]")!.addEventListener("click", () => {
      put(row, "");
      const thumb = shown();
      showArrow(figure, thumb && arrowOf(thumb));
    });
  }
}

const isDrawing = (figure: HTMLElement) => figure.classList.contains("is-drawing");

function turn(figure: HTMLElement, button: HTMLButtonElement, on: boolean): void {
  figure.classList.toggle("is-drawing", on);
  button.setAttribute("aria-pressed", String(on));
  button.querySelector("[data-draw-word]")!.textContent = (on ? button.dataset.on : button.dataset.off)!;
}

const fieldIn = (row: HTMLElement) => row.querySelector<HTMLInputElement>("input")!;
const rowOf = (item: string | undefined) =>
  [...document.querySelectorAll<HTMLElement>("[data-arrow-of]")].find((row) => row.dataset.arrowOf === item);

function put(row: HTMLElement, value: string): void {
  fieldIn(row).value = value;
  row.hidden = !value;
  fieldIn(row).dispatchEvent(new Event("input", { bubbles: true }));
}

function keep(thumb: HTMLElement, [x1, y1, x2, y2]: Ends): void {
  const row = rowOf(thumb.dataset.item);
  const arrow: Arrow = { sha256: thumb.dataset.sha256!, from: [x1, y1], to: [x2, y2] };
  if (row) put(row, JSON.stringify(arrow));
}

/** The arrow that is being sent with the remark goes before one of an earlier return. */
export function arrowOf(thumb: HTMLElement): Ends | undefined {
  const row = rowOf(thumb.dataset.item);
  const own = row && fieldIn(row).value ? (JSON.parse(fieldIn(row).value) as Arrow) : undefined;
  if (own && own.sha256 === thumb.dataset.sha256) return [...own.from, ...own.to];
  return thumb.dataset.arrow?.split(",").map(Number) as Ends | undefined;
}

/** Lays an arrow over the photo of a figure; without ends there is none. */
export function showArrow(figure: HTMLElement, ends: Ends | undefined): void {
  const layer = figure.querySelector<SVGElement>("[data-arrow-layer]");
  if (!layer) return;
  layer.dataset.ends = ends?.join(",") ?? "";
  paint(layer, figure.querySelector("img")!);
}

/** The measure of the layer is the picture's own, which is known once it is loaded. */
function refresh(figure: HTMLElement): void {
  const [layer, picture] = [
    figure.querySelector<SVGElement>("[data-arrow-layer]"),
    figure.querySelector("img"),
  ];
  if (!layer || !picture) return;
  picture.addEventListener("load", () => paint(layer, picture));
}

function paint(layer: SVGElement, picture: HTMLImageElement): void {
  const ends = layer.dataset.ends;
  if (ends === undefined) return; // as the server drew it
  const [width, height] = [picture.naturalWidth || 400, picture.naturalHeight || 300];
  layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const path = ends ? pathOf(ends.split(",").map(Number) as Ends, width, height) : "";
  layer.querySelectorAll("path").forEach((each) => each.setAttribute("d", path));
}

/** The lines of an arrow in a picture of this size, as an SVG path. */
export function pathOf([fromX, fromY, toX, toY]: Ends, width: number, height: number): string {
  const [x1, y1, x2, y2] = [fromX * width, fromY * height, toX * width, toY * height];
  const head = Math.min(HEAD * Math.hypot(width, height), Math.hypot(x2 - x1, y2 - y1) / 2);
  const back = Math.atan2(y1 - y2, x1 - x2);
  const wings = [SPREAD, -SPREAD].map((by) => {
    const [x, y] = [x2 + head * Math.cos(back + by), y2 + head * Math.sin(back + by)];
    return `M${x.toFixed(1)} ${y.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`;
  });
  return [`M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`, ...wings].join("");
}

/** From where the pointer is pressed to where it is let go; what is too short is no arrow. */
function followPointer(figure: HTMLElement, done: (ends: Ends | undefined) => void): void {
  const stage = figure.querySelector<HTMLElement>(".photo-stage")!;
  let from: [number, number] | undefined;
  stage.addEventListener("dragstart", (event) => event.preventDefault());
  stage.addEventListener("pointerdown", (event) => {
    if (!isDrawing(figure) || (event.target as Element).closest("button")) return;
    event.preventDefault();
    from = placeOf(event, stage, figure.querySelector("img")!);
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener("pointermove", (event) => {
    if (from) showArrow(figure, [...from, ...placeOf(event, stage, figure.querySelector("img")!)]);
  });
  stage.addEventListener("pointerup", (event) => {
    if (!from) return;
    const to = placeOf(event, stage, figure.querySelector("img")!);
    const far = Math.hypot(to[0] - from[0], to[1] - from[1]) >= SHORTEST;
    const ends: Ends = [...from, ...to];
    from = undefined;
    // The click that follows belongs to the arrow, too.
    setTimeout(() => done(far ? ends : undefined));
  });
}

/** Where a pointer is in the picture, which fits into its stage without being cut. */
function placeOf(event: PointerEvent, stage: HTMLElement, picture: HTMLImageElement): [number, number] {
  const box = stage.getBoundingClientRect();
  const [wide, high] = [picture.naturalWidth || 400, picture.naturalHeight || 300];
  const scale = Math.min(box.width / wide, box.height / high);
  const left = box.left + (box.width - wide * scale) / 2;
  const top = box.top + (box.height - high * scale) / 2;
  const within = (value: number) => Number(Math.min(Math.max(value, 0), 1).toFixed(4));
  return [within((event.clientX - left) / (wide * scale)), within((event.clientY - top) / (high * scale))];
}
