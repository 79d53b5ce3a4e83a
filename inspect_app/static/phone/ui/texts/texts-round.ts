// Holds the words of rounds of signatures; they are loaded with those screens.
import type { Params } from "../../../shared/i18n";
import round from "../../../../texts/phone-round.zh.json";
import { addWords } from "./texts";
import { t as say, type MoreKey } from "./texts-more";

addWords(round);

export { either, gap, word } from "./texts";
export type RoundKey = MoreKey | keyof typeof round;
export const t = say as (key: RoundKey, params?: Params) => string;
