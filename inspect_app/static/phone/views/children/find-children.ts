// Finds children as one types: by their number first, else by name or code, all in the order in which they
// stand.
import type { Premises } from "../../data";
import { normaliseCode } from "../../ui/formats/search";
import { shortName } from "../premises/hierarchy";

export function findChildren(children: readonly Premises[], typed: string, parent: string): Premises[] {
  const wanted = plain(typed);
  if (!wanted) return [...children];
  const numbered = children.filter((child) => startsWith(plain(shortName(child, parent)), wanted));
  const code = normaliseCode(typed);
  return numbered.length
    ? numbered
    : children.filter(
        (child) =>
          plain(child.name).includes(wanted) ||
          child.code.startsWith(code) ||
          plain(String(child.attrs["device_code"] ?? "")).includes(wanted),
      );
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s-]+/g, "");

/** Whether a number matches: `12` finds A-12 and B12, also A012, but not A-112. */
const startsWith = (number: string, wanted: string): boolean =>
  number.startsWith(wanted) ||
  (/^\d/.test(wanted) && number.replace(/^\D*0*/, "").startsWith(wanted.replace(/^0+/, "")));
