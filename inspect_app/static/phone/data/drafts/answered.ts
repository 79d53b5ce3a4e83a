import type { InspectionBody } from "../types";

/** Counts the items that have a result, answered or scored. */
export const countAnswered = ({ answers, tables = [] }: Pick<InspectionBody, "answers" | "tables">): number =>
  [answers, ...tables.map(({ scores }) => scores)].reduce((sum, group) => sum + Object.keys(group).length, 0);
