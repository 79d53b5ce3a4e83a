// Draws a text as a code that another phone reads from the screen, and the same as a picture to be kept.
import { encode } from "uqr";
import { t } from "../../ui/texts/texts-round";

const QUIET = 4; // modules around it that a reader needs
const SCALE = 4; // pixels a module of the picture

const drawn = (text: string) => encode(text, { ecc: "L", border: QUIET });

export function Code({ text }: { text: string }) {
  const { size, data } = drawn(text);
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg
      class="cosign-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t("qr.code")}
      shape-rendering="crispEdges"
      data-test="cosign-code"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Paints it black on white as a PNG: the picture of a signature that came by a code. */
export async function pictureOf(text: string): Promise<Blob> {
  const { size, data } = drawn(text);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * SCALE;
  const paper = canvas.getContext("2d")!;
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.fillStyle = "#000";
  for (const [y, row] of data.entries())
    for (const [x, dark] of row.entries()) if (dark) paper.fillRect(x * SCALE, y * SCALE, SCALE, SCALE);
  return new Promise((resolve, reject) =>
    canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("no picture"))), "image/png"),
  );
}
