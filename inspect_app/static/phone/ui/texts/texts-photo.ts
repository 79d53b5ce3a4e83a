// Holds the words of the camera, the large photo and the voice note; they are loaded with them.
import type { Params } from "../../../shared/i18n";
import photo from "../../../../texts/phone-photo.zh.json";
import { addWords } from "./texts";
import { t as say, type MoreKey } from "./texts-more";

addWords(photo);

export { either, gap } from "./texts";
export type PhotoKey = MoreKey | keyof typeof photo;
export const t = say as (key: PhotoKey, params?: Params) => string;
