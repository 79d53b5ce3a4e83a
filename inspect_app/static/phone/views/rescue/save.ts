// Writes the rescue file where the browser allows: straight into a file, or into blobs that it keeps on the
// disk.
import type { RescueEnd } from "../../data";

type Write = (sink: (piece: Uint8Array<ArrayBuffer>) => void | Promise<void>) => Promise<RescueEnd>;
type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** `file` is null where it went straight to the place that was chosen. */
export interface Saved {
  end: RescueEnd;
  file: File | null;
}

/** Saves what `write` writes; null when the person changed his mind. */
export async function save(name: string, write: Write): Promise<Saved | null> {
  const picker = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;
  if (picker) {
    const handle = await picker({ suggestedName: name }).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "AbortError") return null;
      throw error;
    });
    if (!handle) return null;
    const stream = await handle.createWritable();
    const end = await write((piece) => stream.write(piece));
    await stream.close();
    return { end, file: null };
  }
  const parts: Blob[] = []; // each piece is handed to the browser at once: no more than one photo is in hand
  const end = await write((piece) => void parts.push(new Blob([piece])));
  const file = new File(parts, name, { type: "application/x-tar" });
  download(file);
  return { end, file };
}

export function download(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Whether the share sheet takes this file; many browsers take pictures and documents only. */
export const canShare = (file: File): boolean => navigator.canShare?.({ files: [file] }) ?? false;
