// Holds the words of what is said on site beside an inspection; they are loaded with those screens.
import type { Params } from "../../../shared/i18n";
import field from "../../../../texts/phone-field.zh.json";
import { addWords } from "./texts";
import { t as say, type MoreKey } from "./texts-more";

addWords(field);

export { either, gap, word } from "./texts";
export type FieldKey = MoreKey | keyof typeof field;
export const t = say as (key: FieldKey, params?: Params) => string;
