// Holds the words about installing the app and about browsers inside other apps; they are loaded with it.
import type { Params } from "../../../shared/i18n";
import install from "../../../../texts/phone-install.zh.json";
import { addWords, t as say, type Key } from "./texts";

addWords(install);

export type InstallKey = Key | keyof typeof install;
export const t = say as (key: InstallKey, params?: Params) => string;
