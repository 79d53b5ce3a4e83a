// Holds the words of corrections; they are loaded with the screens that speak of them.
import type { Params } from "../../../shared/i18n";
import corrections from "../../../../texts/phone-corrections.zh.json";
import { addWords } from "./texts";
import { t as say, type MoreKey } from "./texts-more";

addWords(corrections);

export { either, gap, word } from "./texts";
export type CorrectionKey = MoreKey | keyof typeof corrections;
export const t = say as (key: CorrectionKey, params?: Params) => string;
