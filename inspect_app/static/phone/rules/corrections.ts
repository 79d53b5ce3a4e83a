/** How a correction moves, by the table that the server reads, too. Pure: no clock, no network. */

import table from "../../../domain/corrections/moves.json";
import { addWorkdays } from "./workdays";

export type MoveName = keyof typeof table.moves;
export type Measure = keyof typeof table.measures;
export type CorrectionState =
  | "proposed"
  | "ordered"
  | "stopped"
  | "reported"
  | "recheck"
  | "closed"
  | "escalated"
  | "void";

/** The situation of one failed item that is to be put right. `days`: working days from the service. */
export interface Situation {
  measure: Measure;
  weight: string;
  days: number | null;
  state: CorrectionState;
  served_on: string | null;
  due_on: string | null;
  extended: boolean;
  asked: boolean;
  answered: boolean;
  amending: boolean;
  passed: boolean;
  voided_by: string | null;
}

/** A move that somebody wants to make. `days`: further working days of an extension. */
export interface Move {
  name: string;
  who: string;
  on: string;
  reason?: string;
  days?: number | null;
  how?: string | null;
  photos?: number;
  by_inspection?: boolean;
}

export const SERVICES = ["handed", "left", "posted", "refused"] as const;
export type Service = (typeof SERVICES)[number];

const MOVES: Record<string, { who: string[]; from: string[]; to: string | null }> = table.moves;
const MEASURES: Record<Measure, { stops: boolean; kinds?: string[] }> = table.measures;
const WITH_REASON = ["extend", "decline", "supplement", "escalate", "void", "still_failing", "unable"];
const LONGEST_EXTENSION = 365;

export const isOpenState = (state: string): boolean => table.open.includes(state);
/** Tells whether a lift or a site stands still until the release. */
export const stops = (measure: Measure): boolean => MEASURES[measure].stops;
/** Lists the measures that exist at a kind of premises. */
export const measuresFor = (kind: string): Measure[] =>
  (Object.keys(MEASURES) as Measure[]).filter((one) => MEASURES[one].kinds?.includes(kind) ?? true);

interface Orderable {
  basis?: readonly { mark: string; text: string }[];
  vetoes?: string | null;
}

/** Tells whether an order may name the item; else what failed is advice alone. */
export const mayBeOrdered = ({ basis = [], vetoes }: Orderable): boolean =>
  vetoes !== "title" && basis.some(({ mark }) => mark === "✓" || mark === "◐");

/** Tells why a move is not possible, as a code; null where it is. */
export function whyNot(correction: Situation, wanted: Move): string | null {
  const rule = MOVES[wanted.name];
  if (!rule) return "unknown_move";
  if (!rule.who.includes(wanted.who)) return "not_yours";
  if (!rule.from.includes(correction.state)) return "not_possible";
  if (WITH_REASON.includes(wanted.name) && !wanted.reason?.trim()) return "reason";
  return GUARDS[wanted.name]?.(correction, wanted) ?? null;
}

type Guard = (correction: Situation, wanted: Move) => string | null;

const mayExtend: Guard = ({ extended, due_on }, { days, on }) => {
  if (extended) return "once";
  if (due_on === null || !days || days < 0 || days > LONGEST_EXTENSION) return "days";
  return due_on < on ? "late" : null;
};
const mayRelease: Guard = ({ measure, passed }) =>
  !stops(measure) ? "no_stop" : passed ? null : "not_passed";
const mayServe: Guard = ({ served_on }, { how }) =>
  served_on !== null ? "once" : SERVICES.some((one) => one === how) ? null : "service";
const mayMend: Guard = ({ measure }, { photos = 0 }) =>
  measure !== "on_the_spot" ? "not_possible" : photos > 1 ? null : "photos";
const mayReport: Guard = ({ answered, state }, { photos, reason }) =>
  answered && state === "proposed" ? "once" : photos || reason?.trim() ? null : "photos";

const GUARDS: Record<string, Guard> = {
  propose: ({ voided_by }) => (voided_by === "inspection" ? null : "not_possible"),
  resume: ({ amending }) => (amending ? null : "not_possible"),
  extend: mayExtend,
  decline: ({ asked }) => (asked ? null : "not_possible"),
  accept: ({ weight, measure }) => (weight === "general" && !stops(measure) ? null : "general_only"),
  release: mayRelease,
  serve: mayServe,
  on_the_spot: mayMend,
  report: mayReport,
  ask: ({ extended, asked }, { reason }) => (extended || asked ? "once" : reason?.trim() ? null : "reason"),
};

/** Returns the correction after a move; unchanged where it is not possible, which `whyNot` tells. */
export function moved<T extends Situation>(correction: T, wanted: Move): T {
  if (whyNot(correction, wanted)) return correction;
  const changes = CHANGES[wanted.name]?.(correction, wanted) ?? {};
  return { ...correction, ...changes, state: stateAfter(correction, wanted) };
}

function stateAfter({ state, answered, measure }: Situation, { name }: Move): CorrectionState {
  const to = MOVES[name]!.to as CorrectionState | null;
  if (name === "report" && state === "proposed") return "proposed"; // the order is still to be given
  if (name === "order" && answered) return "reported";
  if (name === "pass" && stops(measure)) return "recheck"; // a stop ends by its release alone
  if (to === "ordered" && stops(measure)) return "stopped";
  return to ?? state;
}

/** Tells whether an order has no deadline: a stop at once holds from its service until its release. */
const hasNoDay = (measure: Measure, days: number | null): boolean =>
  days === null || (days === 0 && stops(measure));

const CHANGES: Record<string, (correction: Situation, wanted: Move) => Partial<Situation>> = {
  propose: () => ({ voided_by: null, amending: false, passed: false }),
  order: () => ({ answered: false, amending: false }),
  serve: ({ days, measure }, { on }) => ({
    served_on: on,
    due_on: hasNoDay(measure, days) ? null : addWorkdays(on, days!).day,
  }),
  extend: ({ due_on }, { days }) => ({
    due_on: addWorkdays(due_on!, days!).day,
    extended: true,
    asked: false,
  }),
  decline: () => ({ asked: false }),
  amend: () => ({ amending: true }),
  resume: () => ({ amending: false }),
  pass: ({ measure }) => ({ passed: stops(measure) }),
  still_failing: () => ({ passed: false }),
  report: ({ state }) => ({ answered: state === "proposed" }),
  ask: () => ({ asked: true }),
  // what the operator said outlives an approval that is withdrawn: the next order has it
  void: ({ answered, asked, state }, { by_inspection }) => ({
    voided_by: by_inspection ? "inspection" : "supervisor",
    asked: asked && !!by_inspection,
    answered: answered || state === "reported",
  }),
};
