// Holds the words of the privacy notice; they are loaded with it.
import type { Params } from "../../../shared/i18n";
import notice from "../../../../texts/phone-notice.zh.json";
import { addWords, t as say, type Key } from "./texts";

addWords(notice);

export type NoticeKey = Key | keyof typeof notice;
export const t = say as (key: NoticeKey, params?: Params) => string;
