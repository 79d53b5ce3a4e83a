// Seen-marks: which items were open, sent in small bundles and kept at the server for this person alone.
const WAIT_MS = 250;

export interface Seen {
  mark: (row: HTMLElement) => void;
  /** Resolves when everything marked has been sent; true if there was something. */
  send: () => Promise<boolean>;
}

export function startSeen(page: HTMLElement): Seen {
  const address = page.dataset.seenAt;
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = Promise.resolve();

  async function send(): Promise<boolean> {
    clearTimeout(timer);
    const items = [...waiting];
    waiting.clear();
    if (items.length > 0) sending = post(address!, items);
    await sending;
    return items.length > 0;
  }
  function mark(row: HTMLElement): void {
    if (row.classList.contains("is-seen")) return;
    row.classList.add("is-seen");
    if (!address) return;
    waiting.add(row.dataset.reviewItem!);
    clearTimeout(timer);
    timer = setTimeout(() => void send(), WAIT_MS);
  }
  addEventListener("pagehide", () => void send());
  return { mark, send };
}

/** A mark that does not arrive is set again the next time; nothing hangs on it. */
async function post(address: string, items: string[]): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("#return")!;
  const given = new FormData(form);
  const sent = new URLSearchParams({
    csrf_token: String(given.get("csrf_token") ?? ""),
    rev: String(given.get("rev")),
  });
  for (const item of items) sent.append("item", item);
  await fetch(address, { method: "POST", body: sent, keepalive: true }).catch(() => null);
}
