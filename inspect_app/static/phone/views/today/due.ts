// Decides which premises are worth a visit, by the rule that the desk and the map follow, too.
import type { Premises } from "../../data";
import { findDue, type Due } from "../../rules/due";
import { INTERVALS } from "../../rules/vocabulary";
import { passes } from "../kinds";

type Asked = Pick<Premises, "last" | "status" | "kind" | "attrs">;

export const dueOf = (premises: Asked, today: string): Due => {
  const { kind, last } = premises;
  const seen = last && { on: last.on, passed: passes(last.result) };
  return findDue({ ...premises, last: seen }, intervalOf(kind), today);
};

export const intervalOf = (kind: string): number | null => INTERVALS[kind] ?? null;

export const isDue = (premises: Asked, today: string): boolean => dueOf(premises, today).waits;
