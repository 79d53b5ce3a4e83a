// Small choices that the browser keeps. On a full or locked phone it throws instead, and nothing may fail over them.

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
