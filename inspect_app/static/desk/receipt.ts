// The page of a receipt: the browser verifies it by the keys that phones use. Without script the server's word stands.
import { judgeReceipt, type Jwk, type Outcome, type Shown } from "./receipt-check";

export async function startReceipt(): Promise<void> {
  const page = document.querySelector<HTMLElement>("[data-receipt-page]");
  if (page) show(page, await judge(page));
}

async function judge(page: HTMLElement): Promise<Outcome> {
  const keys = await fetchKeys();
  const receipt = page.querySelector("[data-receipt]")!.textContent;
  return keys ? judgeReceipt(receipt, readShown(page), keys) : "unable";
}

async function fetchKeys(): Promise<Jwk[] | null> {
  try {
    const answer = await fetch("/sync/keys", { headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as { keys: Jwk[] }).keys : null;
  } catch {
    return null;
  }
}

function readShown(page: HTMLElement): Shown {
  const said = [...page.querySelectorAll<HTMLElement>("[data-said]")];
  const files = [...page.querySelectorAll<HTMLElement>("[data-file]")];
  return {
    said: Object.fromEntries(said.map((one) => [one.dataset.said!, one.textContent])),
    files: files.map((one) => one.textContent),
  };
}

function show(page: HTMLElement, outcome: Outcome): void {
  for (const one of page.querySelectorAll<HTMLElement>("[data-outcome]"))
    one.hidden = one.dataset.outcome !== outcome;
}
