// The words of scored tables: they come with those screens.
import type { Params } from "../../shared/i18n";
import sheets from "../../../texts/phone-sheets.zh.json";
import { addWords, t as say, type Key } from "./texts";

addWords(sheets);

export { either, gap, word } from "./texts";
export type SheetKey = Key | keyof typeof sheets;
export const t = say as (key: SheetKey, params?: Params) => string;
