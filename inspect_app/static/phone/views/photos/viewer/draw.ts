// Draws marks on the pixels of a photo. A blur leaves of each block its mean colour and nothing else.
import { blockOf, boxOf, headOf, type Mark } from "./marks";

const YELLOW = "#ffc72c";
const INK = "#0e1f24";

/** Draws a picture with its marks on a canvas of the picture's size. */
export function drawMarked(canvas: HTMLCanvasElement, picture: ImageBitmap, marks: readonly Mark[]): void {
  const { width, height } = picture;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = canvas.getContext("2d")!;
  pen.drawImage(picture, 0, 0);
  for (const mark of marks) if (mark.tool === "blur") blur(pen, mark, width, height);
  for (const mark of marks) if (mark.tool !== "blur") stroke(pen, mark, width, height);
}

function blur(pen: CanvasRenderingContext2D, mark: Mark, width: number, height: number): void {
  const block = blockOf(width, height);
  const { x, y, width: wide, height: high } = boxOf(mark, width, height, block);
  if (wide < 1 || high < 1) return;
  const pixels = pen.getImageData(x, y, wide, high);
  for (let top = 0; top < high; top += block)
    for (let left = 0; left < wide; left += block) fillWithMean(pixels, left, top, block);
  pen.putImageData(pixels, x, y);
}

/** Replaces a block of pixels by its mean colour. */
export function fillWithMean(
  { data, width, height }: Pick<ImageData, "data" | "width" | "height">,
  left: number,
  top: number,
  block: number,
): void {
  const sum = [0, 0, 0];
  const right = Math.min(width, left + block);
  const bottom = Math.min(height, top + block);
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1)
      for (let c = 0; c < 3; c += 1) sum[c]! += data[(y * width + x) * 4 + c]!;
  const count = (right - left) * (bottom - top);
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1)
      for (let c = 0; c < 3; c += 1) data[(y * width + x) * 4 + c] = Math.round(sum[c]! / count);
}

/** Draws yellow in ink, so that it is seen on every photo. */
function stroke(pen: CanvasRenderingContext2D, mark: Mark, width: number, height: number): void {
  const unit = Math.max(width, height) / 480;
  pen.lineJoin = "miter";
  for (const [colour, wide] of [
    [INK, 8],
    [YELLOW, 4],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = wide * unit;
    pen.stroke(mark.tool === "arrow" ? arrow(mark, width, height) : circle(mark, width, height));
  }
}

function arrow(mark: Mark, width: number, height: number): Path2D {
  const path = new Path2D();
  path.moveTo(mark.from.x * width, mark.from.y * height);
  path.lineTo(mark.to.x * width, mark.to.y * height);
  headOf(mark, width, height).forEach(({ x, y }, n) => (n ? path.lineTo(x, y) : path.moveTo(x, y)));
  return path;
}

function circle(mark: Mark, width: number, height: number): Path2D {
  const box = boxOf(mark, width, height);
  const path = new Path2D();
  const [wide, high] = [box.width / 2, box.height / 2];
  path.ellipse(box.x + wide, box.y + high, Math.max(1, wide), Math.max(1, high), 0, 0, 2 * Math.PI);
  return path;
}

/** Encodes a canvas as the bytes that are saved. */
export async function toJpeg(canvas: HTMLCanvasElement): Promise<ArrayBuffer> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  if (!blob) throw new Error("no picture");
  return blob.arrayBuffer();
}
