// Words what was taken off one item of a sheet, and why.
import type { SheetScore } from "../../data";
import { t } from "../../ui/texts/texts-sheets";
import { deductionsOf, isTaken } from "./deducting";
import { isMissing } from "./sheets";
import { reasonOf } from "./site";

export function scoreWords(score: SheetScore | undefined, max: number): string[] {
  if (isMissing(score)) return [reasonOf(score)].filter(Boolean);
  const taken = deductionsOf(score, { max }).filter(({ clause }) => clause);
  const said = isTaken(score) ? score : null;
  return [
    ...taken.map(({ clause, count, points }) =>
      count > 1
        ? t("record.taken-each", { clause, count, n: points })
        : t("record.taken", { clause, n: points }),
    ),
    ...(said?.note ? [t("record.where", { note: said.note })] : []),
    ...(said?.no_photo ? [t("record.no-photo", { why: said.no_photo })] : []),
  ];
}
