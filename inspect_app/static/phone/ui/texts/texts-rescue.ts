// Holds the words of the rescue screen; they are loaded with it.
import type { Params } from "../../../shared/i18n";
import rescue from "../../../../texts/phone-rescue.zh.json";
import { addWords, t as say, type Key } from "./texts";

addWords(rescue);

export type RescueKey = Key | keyof typeof rescue;
export const t = say as (key: RescueKey, params?: Params) => string;
