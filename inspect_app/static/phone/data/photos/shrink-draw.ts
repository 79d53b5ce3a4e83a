/** Decodes, turns, scales and encodes one picture on a canvas, in a worker or on the page. */

export interface SmallPhoto {
  bytes: ArrayBuffer;
  type: "image/jpeg";
  width: number;
  height: number;
}

const LONGEST = 1600;
const QUALITY = 0.82;

export async function drawSmall(
  file: Blob,
  canvas: OffscreenCanvas | HTMLCanvasElement,
): Promise<SmallPhoto> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D | null;
  if (!pen) throw new Error("no canvas");
  pen.fillStyle = "#fff"; // a see-through PNG would turn black
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const bytes = await (await encode(canvas)).arrayBuffer();
  return { bytes, type: "image/jpeg", width: canvas.width, height: canvas.height };
}

function encode(canvas: OffscreenCanvas | HTMLCanvasElement): Promise<Blob> {
  if ("convertToBlob" in canvas) return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", QUALITY),
  );
}
