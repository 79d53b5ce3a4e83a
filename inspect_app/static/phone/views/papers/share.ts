// Makes one file of a paper that anybody opens without this app, and hands it to the system's share sheet.
import css from "../../styles/paper.css?inline";
import type { Store } from "../../data";
import { canShare, download } from "../rescue/save";

interface Named {
  title: string;
  name: string;
}

/** Resolves to how it left: where nothing can be shared it is downloaded. */
export async function sharePaper(
  store: Store,
  paper: HTMLElement,
  named: Named,
): Promise<"shared" | "saved"> {
  const file = await fileOf(store, paper, named);
  if (!canShare(file)) {
    download(file);
    return "saved";
  }
  await navigator.share({ files: [file], title: named.title }).catch((error: unknown) => {
    if (!(error instanceof DOMException && error.name === "AbortError")) download(file);
  });
  return "shared";
}

/** Copies the paper with its style and its signatures into one HTML file. */
export async function fileOf(store: Store, paper: HTMLElement, { title, name }: Named): Promise<File> {
  const copy = paper.cloneNode(true) as HTMLElement;
  for (const image of copy.querySelectorAll("img"))
    image.setAttribute("src", await dataUrl(store, image.dataset.sha256 ?? ""));
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = document.documentElement.lang;
  const style = page.createElement("link");
  style.rel = "stylesheet";
  style.href = `data:text/css;charset=utf-8,${encodeURIComponent(css)}`;
  const viewport = page.createElement("meta");
  viewport.name = "viewport";
  viewport.content = "width=device-width";
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  page.head.prepend(charset);
  page.head.append(viewport, style);
  page.body.className = "paper-alone";
  page.body.append(copy);
  const written = new XMLSerializer().serializeToString(page.documentElement);
  return new File([`<!doctype html>\n${written}`], name, { type: "text/html" });
}

async function dataUrl(store: Store, sha256: string): Promise<string> {
  const bytes = sha256 ? await store.photos.bytes(sha256) : null;
  if (!bytes) return "";
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(text)}`;
}
