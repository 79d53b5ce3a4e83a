// Reads codes from the camera picture with the bundled decoder; nothing is fetched from elsewhere.
import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

let detector: BarcodeDetector | null = null;

function makeDecoder(): BarcodeDetector {
  if (detector) return detector;
  prepareZXingModule({
    overrides: {
      locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? wasm : prefix + path),
    },
  });
  return (detector = new BarcodeDetector({ formats: ["qr_code"] }));
}

/** Reads the first code in the picture; null when there is none. */
export async function readCode(picture: HTMLVideoElement): Promise<string | null> {
  const [code] = await makeDecoder().detect(picture);
  return code?.rawValue || null;
}
