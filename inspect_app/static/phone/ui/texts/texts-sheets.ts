// Holds the words of scored tables; they are loaded with those screens.
import type { Params } from "../../../shared/i18n";
import sheets from "../../../../texts/phone-sheets.zh.json";
import { addWords } from "./texts";
import { t as say, type MoreKey } from "./texts-more";

addWords(sheets);

export { either, gap, word } from "./texts";
export type SheetKey = MoreKey | keyof typeof sheets;
export const t = say as (key: SheetKey, params?: Params) => string;
