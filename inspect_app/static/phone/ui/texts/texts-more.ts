// Holds the words of the parts that are loaded when opened: they come with the part, so the first load stays
// light.
import type { Params } from "../../../shared/i18n";
import more from "../../../../texts/phone-more.zh.json";
import { addWords, t as say, type Key } from "./texts";

addWords(more);

export { either, gap, word } from "./texts";
export type MoreKey = Key | keyof typeof more;
export const t = say as (key: MoreKey, params?: Params) => string;
