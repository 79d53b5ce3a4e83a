// Remembers that this tab practises: until it is ended or the tab is gone.
const KEY = "inspect.practice";

export function isPractising(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function setPractising(on: boolean): void {
  try {
    if (on) sessionStorage.setItem(KEY, "on");
    else sessionStorage.removeItem(KEY);
  } catch {
    // then there is no practice on this phone
  }
}
