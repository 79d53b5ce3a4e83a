// Remembers whether a pass that asks for nothing more leads straight to the next item. On until turned off.
const STORAGE_KEY = "inspect.auto-next";

export const goesOn = (): boolean => localStorage.getItem(STORAGE_KEY) !== "off";
export const setGoesOn = (on: boolean): void => localStorage.setItem(STORAGE_KEY, on ? "on" : "off");
