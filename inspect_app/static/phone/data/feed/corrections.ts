/** Decodes the pulled row of a correction; what is missing or of another type becomes empty. */
import type { CorrectionState, Measure } from "../../rules/corrections";
import type { Row } from "../schema";
import type { Answer, CorrectionRow, Said } from "../types";
import { isText, object, text, textOrNull } from "./decoders";

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : []);
const numbers = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((one): one is number => typeof one === "number") : [];
const numberOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);
const MEASURES = ["order", "on_the_spot", "stop_use", "stop_work"];

export function correctionOf({ id, data }: Pick<Row, "id" | "data">): CorrectionRow {
  const { code, version } = object(data.checklist);
  const measure = text(data.measure);
  return {
    id,
    inspection: text(data.inspection),
    premises: text(data.premises),
    place: text(data.place),
    kind: text(data.kind),
    checklist: { code: text(code), version: text(version) },
    item: text(data.item),
    weight: text(data.weight),
    // One that a later server knows is shown like any order.
    measure: (MEASURES.includes(measure) ? measure : "order") as Measure,
    state: text(data.state) as CorrectionState,
    steps: numberOrNull(data.steps) ?? 0,
    on: text(data.on),
    days: numberOrNull(data.days),
    served_on: textOrNull(data.served_on),
    due_on: textOrNull(data.due_on),
    unknown_years: numbers(data.unknown_years),
    extended: data.extended === true,
    asked: data.asked === true,
    answered: data.answered === true,
    amending: data.amending === true,
    passed: data.passed === true,
    voided_by: textOrNull(data.voided_by),
    assigned: textOrNull(data.assigned),
    answer: Object.keys(object(data.answer)).length ? (data.answer as Answer) : null,
    before: texts(data.before),
    after: texts(data.after),
    said: saidOf(object(data.said)),
    reported: textOrNull(data.reported),
    made: texts(data.made),
    how: textOrNull(data.how),
  };
}

const saidOf = ({ move, who, reason, at }: Record<string, unknown>): Said | null =>
  isText(move) ? { move, who: text(who), reason: text(reason), at: text(at) } : null;
