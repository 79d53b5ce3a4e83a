// The unit of an item in the language of the screen.
import type { Item } from "../rules";
import { either } from "../ui/texts";

export const unitOf = ({ unit, unit_en }: Pick<Item, "unit" | "unit_en">): string =>
  either({ zh: unit ?? "", ...(unit_en ? { en: unit_en } : {}) });
