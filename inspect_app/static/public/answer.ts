/** Sends an operator's photos as soon as they are chosen, one by one, and goes on where a line broke.
 * Without it, or where it fails, the form sends them itself. */
const PIECE = 512 * 1024;
const MOST_BYTES = 8 * 1024 * 1024;
const WAITS_MS = [1000, 2000, 4000, 8000, 16_000, 30_000];
const OURS = { Accept: "application/json", "X-Inspect-App": "1", "Tus-Resumable": "1.0.0" };
const OCTETS = { ...OURS, "Content-Type": "application/offset+octet-stream" };

type Words = "sending" | "waiting" | "busy" | "large" | "kind" | "failed";
type Sent = "done" | string; // what was wrong, in words
interface Photo {
  file: File;
  bytes: ArrayBuffer;
  sha256: string;
}

const form = document.querySelector<HTMLFormElement>("form[data-uploads]");
const input = form?.querySelector<HTMLInputElement>("input[type=file]");
let sending = false;

if (form && input && window.isSecureContext && "DataTransfer" in window) {
  input.addEventListener("change", () => void sendAll(form, input));
  form.addEventListener("submit", (event) => {
    if (!sending) return;
    event.preventDefault();
    say(form, word(form, "busy"));
  });
  const only = form.querySelector<HTMLButtonElement>("[data-only-photos]");
  if (only) only.hidden = true; // they are sent already
}

const word = (form: HTMLFormElement, name: Words) => form.dataset[name] ?? "";

function say(form: HTMLFormElement, words: string): void {
  form.querySelector("[data-said]")!.textContent = words;
}

async function sendAll(form: HTMLFormElement, input: HTMLInputElement): Promise<void> {
  if (sending) return;
  sending = true;
  const files = [...(input.files ?? [])];
  const left: File[] = [];
  const wrong: string[] = [];
  for (const [at, file] of files.entries()) {
    say(form, fill(word(form, "sending"), at + 1, files.length));
    const end = await sendOne(form, file).catch(() => word(form, "failed"));
    if (end === "done") continue;
    wrong.push(`${file.name}: ${end}`);
    if (end === word(form, "failed")) left.push(file); // the form may still send it
  }
  keep(input, left);
  sending = false;
  say(form, wrong.join("\n"));
  await showPhotos().catch(() => undefined);
}

const fill = (words: string, number: number, all: number) =>
  words.replace("{number}", String(number)).replace("{all}", String(all));

function keep(input: HTMLInputElement, files: File[]): void {
  const kept = new DataTransfer();
  for (const file of files) kept.items.add(file);
  input.files = kept.files;
}

async function sendOne(form: HTMLFormElement, file: File): Promise<Sent> {
  if (file.size > MOST_BYTES) return word(form, "large");
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return word(form, "kind");
  const bytes = await file.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = [...digest].map((octet) => octet.toString(16).padStart(2, "0")).join("");
  return upload(form, { file, bytes, sha256 });
}

/** Tries again after each broken line, from where the server stands. */
async function upload(form: HTMLFormElement, photo: Photo): Promise<Sent> {
  for (const wait of WAITS_MS) {
    try {
      return await uploadOnce(form.dataset.uploads!, photo);
    } catch {
      say(form, word(form, "waiting"));
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return word(form, "failed");
}

async function uploadOnce(folder: string, photo: Photo): Promise<Sent> {
  let where = recall(photo.sha256);
  let answer = where ? await fetch(where, { method: "HEAD", headers: OURS }) : await create(folder, photo);
  if (where && answer.status === 404) answer = await create(folder, photo);
  where = answer.headers.get("Location") ?? where;
  if (where) remember(photo.sha256, where);
  while (answer.ok && offsetOf(answer) < photo.bytes.byteLength) {
    if (!where) throw new Error("no tus server answered");
    answer = await append(where, photo, offsetOf(answer));
  }
  return end(answer, photo);
}

function create(folder: string, photo: Photo): Promise<Response> {
  const told = `sha256 ${btoa(photo.sha256)},type ${btoa(photo.file.type)}`;
  const length = String(photo.bytes.byteLength);
  return fetch(folder, {
    method: "POST",
    headers: { ...OCTETS, "Upload-Length": length, "Upload-Metadata": told },
    body: photo.bytes.slice(0, PIECE),
  });
}

const append = (where: string, { bytes }: Photo, offset: number) =>
  fetch(where, {
    method: "PATCH",
    headers: { ...OCTETS, "Upload-Offset": String(offset) },
    body: bytes.slice(offset, offset + PIECE),
  });

function offsetOf(answer: Response): number {
  const offset = answer.headers.get("Upload-Offset");
  if (offset === null) throw new Error("no tus server answered");
  return Number(offset);
}

/** Throws where another try may help: a line that broke, a server that is busy or began anew. */
async function end(answer: Response, { sha256 }: Photo): Promise<Sent> {
  const said = answer.ok ? null : await refusal(answer);
  if (said || [404, 460].includes(answer.status)) forget(sha256);
  if (said) return said;
  if (!answer.ok) throw new Error("again");
  forget(sha256);
  return "done";
}

const FINAL = new Set(
  "photo_large photo_kind photo_count answer_closed operator_over operator_code operator_first".split(" "),
);

async function refusal(answer: Response): Promise<string | null> {
  const said: unknown = await answer.json().catch(() => null);
  const error = (said as { error?: Record<string, string> } | null)?.error;
  if (!error?.code || !FINAL.has(error.code)) return null;
  return (document.documentElement.lang === "en" ? error.en : error.zh) ?? null;
}

/** Fetches the page again for what the server has by now; what was typed stays as it is. */
async function showPhotos(): Promise<void> {
  const page = await fetchPage();
  for (const part of ["[data-photos]", "[data-photos-count]"]) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(document.importNode(fresh, true));
  }
}

/** The browser reads our own page as it reads any other, without running what stands in it. */
const fetchPage = (): Promise<Document> =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("GET", location.href);
    request.responseType = "document";
    request.onload = () => (request.responseXML ? done(request.responseXML) : fail(new Error("no page")));
    request.onerror = () => fail(new Error("no page"));
    request.send();
  });

// A browser may keep nothing: then an upload begins anew.
const nameOf = (sha256: string) => `answer:${location.pathname}:${sha256}`;

function recall(sha256: string): string | null {
  try {
    return localStorage.getItem(nameOf(sha256));
  } catch {
    return null;
  }
}

function remember(sha256: string, where: string): void {
  try {
    localStorage.setItem(nameOf(sha256), where);
  } catch {}
}

function forget(sha256: string): void {
  try {
    localStorage.removeItem(nameOf(sha256));
  } catch {}
}
