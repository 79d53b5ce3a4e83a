// Keeps small choices in the browser's local storage. On a full or locked phone that throws, and nothing may
// fail over it.

export function readLocal(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeLocal(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // then it holds until the app is closed
  }
}
