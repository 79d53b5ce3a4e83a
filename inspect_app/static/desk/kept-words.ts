// What is half written in a form outlives a sign-out: kept in this tab for this person and page, by the
// form's address and the field's name, until the server has said that it was saved. Ticks and arrows of a
// return are kept likewise, for each revision.
type Words = Record<string, string>;
type Field = HTMLInputElement | HTMLTextAreaElement;

const SELECTOR =
  "textarea[name], input[name]:not([type]), input[name][type=text], input[name=item][type=checkbox], [data-keep]";

export function startKeeping(): void {
  const person = document.querySelector<HTMLElement>("[data-user]")?.dataset.user;
  if (!person) return;
  forgetSaved(person);
  const place = `kept:${person}:${location.pathname}`;
  for (const field of listFields()) putBack(field, read(place)[nameOf(field)]);
  document.addEventListener("input", (event) => keep(place, event.target));
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) afterSubmit(person, place, event.target); // else nothing is sent
  });
}

function listFields(): Field[] {
  return [...document.querySelectorAll<Field>(SELECTOR)].filter((field) => field.form?.method === "post");
}

function putBack(field: Field, words: string | undefined): void {
  if (isTick(field)) field.checked = words === undefined ? field.checked : words === "on";
  else if (words) field.value = words;
}

function keep(place: string, target: EventTarget | null): void {
  const field = listFields().find((one) => one === target);
  if (field) write(place, { ...read(place), [nameOf(field)]: wordsOf(field) });
}

/** Sent is not saved: the session may have ended. The next page of the desk knows. */
function afterSubmit(person: string, place: string, form: EventTarget | null): void {
  if (!(form instanceof HTMLFormElement)) return;
  const path = pathOf(form);
  if (path === "/auth/sign-out") {
    forgetEverything();
    return;
  }
  // Whichever decision is taken on an inspection ends what was written for the other one.
  const decides = form.matches("[data-approve], #return");
  const under = decides ? path.slice(0, path.lastIndexOf("/") + 1) : `${path} `;
  const names = Object.keys(read(place)).filter((name) => name.startsWith(under));
  write(`sent:${person}`, Object.fromEntries(names.map((name) => [name, place])));
}

function forgetSaved(person: string): void {
  if (!document.querySelector(".said")) return;
  for (const [name, place] of Object.entries(read(`sent:${person}`))) {
    const { [name]: _, ...rest } = read(place);
    write(place, rest);
  }
  sessionStorage.removeItem(`sent:${person}`);
}

function forgetEverything(): void {
  const ours = Object.keys(sessionStorage).filter((key) => /^(kept|sent):/.test(key));
  for (const key of ours) sessionStorage.removeItem(key);
}

const pathOf = (form: HTMLFormElement) => new URL(form.action, location.href).pathname;
const isTick = (field: Field): field is HTMLInputElement => field.type === "checkbox";
const wordsOf = (field: Field) => (isTick(field) ? (field.checked ? "on" : "off") : field.value);

function nameOf(field: Field): string {
  const rev = field.form!.querySelector<HTMLInputElement>("input[type=hidden][name=rev]")?.value;
  const name = isTick(field) ? `${field.name}=${field.value}` : field.name;
  return `${pathOf(field.form!)} ${rev ? `rev${rev} ` : ""}${name}`;
}

function read(key: string): Words {
  return JSON.parse(sessionStorage.getItem(key) ?? "{}") as Words;
}

function write(key: string, words: Words): void {
  sessionStorage.setItem(key, JSON.stringify(words));
}
