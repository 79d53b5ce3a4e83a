// One place listens to the keyboard. A page says which keys it knows; typing into a field is never a command.

type Moves = Record<string, () => void>;

const moves: Moves = {
  "/": findPremises,
  "g r": () => go("/desk/reviews"),
  "g o": () => go("/desk/"),
  "g p": () => go("/desk/premises"),
  "g m": () => go("/desk/map"),
  "g c": () => go("/desk/corrections"),
  p: () => document.querySelector<HTMLButtonElement>("[data-print]")?.click(),
};
let before = "";

function findPremises(): void {
  const field = document.querySelector<HTMLInputElement>("input[type=search]");
  if (field) field.focus();
  else go("/desk/premises");
}

export function addKeys(more: Moves): void {
  Object.assign(moves, more);
}

export function listenForKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return leaveField(event);
    const pair = moves[`${before} ${event.key.toLowerCase()}`];
    const shifted = event.shiftKey ? moves[`shift+${event.key.toLowerCase()}`] : undefined;
    const move = pair ?? shifted ?? moves[event.key === " " ? "space" : event.key.toLowerCase()];
    before = event.key.toLowerCase();
    if (!move || isOwnKey(event)) return;
    event.preventDefault();
    move();
  });
}

function leaveField(event: KeyboardEvent): void {
  if (event.key === "Escape") (event.target as HTMLElement).blur();
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "checkbox";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Enter on a link or button is that control's own, and so is Space on a box or button. */
function isOwnKey({ key, target }: KeyboardEvent): boolean {
  const own = { Enter: "a, button, summary", " ": "input, button, summary" }[key];
  return own !== undefined && target instanceof HTMLElement && target.closest(own) !== null;
}

export function go(path: string): void {
  location.assign(path);
}
