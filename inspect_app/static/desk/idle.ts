// Says so two minutes before an idle desk is signed out. Other tabs count too, so the server is asked.
const WARN_S = 120;
const AGAIN_S = 30; // after an answer that did not come

export function startIdle(): void {
  const banner = document.querySelector<HTMLElement>("[data-idle]");
  if (!banner) return;
  find(banner, "again").setAttribute("href", signInAddress());
  find(banner, "on").addEventListener("click", () => void look(banner, "/desk/go-on"));
  wait(banner, Number(banner.dataset.idle) - WARN_S);
}

let timer: ReturnType<typeof setTimeout> | undefined;

function wait(banner: HTMLElement, seconds: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void look(banner, "/desk/idle"), Math.max(1, seconds) * 1000);
}

async function look(banner: HTMLElement, address: string): Promise<void> {
  const left = await askSecondsLeft(address);
  if (left === null) return wait(banner, AGAIN_S);
  show(banner, left);
  if (left > 0) wait(banner, left > WARN_S ? left - WARN_S : left);
}

/** Zero: signed out already. Null: no answer. */
async function askSecondsLeft(address: string): Promise<number | null> {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (answer.status === 401) return 0;
    if (!answer.ok) return null;
    const told = (await answer.json()) as { seconds: number };
    return told.seconds;
  } catch {
    return null;
  }
}

function show(banner: HTMLElement, left: number): void {
  const ended = left <= 0;
  find(banner, "soon").hidden = find(banner, "on").hidden = ended;
  find(banner, "ended").hidden = find(banner, "again").hidden = !ended;
  banner.hidden = left > WARN_S;
}

function find(banner: HTMLElement, part: string): HTMLElement {
  return banner.querySelector<HTMLElement>(`[data-idle-${part}]`)!;
}

function signInAddress(): string {
  return `/auth/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
}
