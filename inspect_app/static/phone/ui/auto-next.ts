// Remembers whether a pass that asks for nothing more leads straight to the next item. Off until turned on.
const STORAGE_KEY = "inspect.auto-next";

export const goesOn = (): boolean => localStorage.getItem(STORAGE_KEY) === "on";
export const setGoesOn = (on: boolean): void => localStorage.setItem(STORAGE_KEY, on ? "on" : "off");
