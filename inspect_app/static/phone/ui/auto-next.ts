// Whether a pass that asks for nothing more leads straight to the next item. Off until a person turns it on.
const KEPT = "inspect.auto-next";

export const goesOn = (): boolean => localStorage.getItem(KEPT) === "on";
export const setGoesOn = (on: boolean): void => localStorage.setItem(KEPT, on ? "on" : "off");
