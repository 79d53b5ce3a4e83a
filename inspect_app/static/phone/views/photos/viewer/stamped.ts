// Makes the file that is shared: the photo with a band of words under it.
import type { Stamp } from "./stamp";

const BAND = 0.12;
const FONT = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/** Draws a canvas with a band under it and returns the file; the canvas stays as it is. */
export async function stampedFile(photo: HTMLCanvasElement, stamp: Stamp): Promise<File> {
  const canvas = document.createElement("canvas");
  const band = Math.round(Math.max(photo.width, photo.height) * BAND);
  canvas.width = photo.width;
  canvas.height = photo.height + band;
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = "#101b1e";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(photo, 0, 0);
  pen.fillStyle = "#fff";
  const edge = band / 6;
  const wide = canvas.width - 2 * edge;
  pen.font = `700 ${Math.round(band / 3.6)}px ${FONT}`;
  pen.fillText(stamp.place, edge, photo.height + band * 0.42, wide);
  pen.font = `400 ${Math.round(band / 4.4)}px ${FONT}`;
  const words = [stamp.when, stamp.people, stamp.code].filter(Boolean).join(" | ");
  pen.fillText(words, edge, photo.height + band * 0.8, wide);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
  canvas.width = canvas.height = 0;
  if (!blob) throw new Error("no picture");
  return new File([blob], `${stamp.code}.jpg`, { type: "image/jpeg" });
}
