// Holds the words of the papers; they are loaded with that screen.
import type { Params } from "../../../shared/i18n";
import papers from "../../../../texts/phone-papers.zh.json";
import { addWords } from "./texts";
import type { CorrectionKey } from "./texts-corrections";
import "./texts-corrections";
import { t as say, type SheetKey } from "./texts-sheets";

addWords(papers);

export { either, gap, word } from "./texts";
export type PaperKey = SheetKey | CorrectionKey | keyof typeof papers;
export const t = say as (key: PaperKey, params?: Params) => string;
