// Keeps the request that was scanned last while this tab lives: a reload leads back to it.
const KEY = "inspect.cosign";

export function keepRequest(text: string): void {
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // A full or forbidden storage: the code is scanned again.
  }
}

export function keptRequest(): string {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}
