/** The types of the rules: the checklist as they read it, what they are given, and what they say. No code. */

import type { CLASSES, RESULTS, ScoredClass } from "./vocabulary";

export type Scalar = string | number | boolean;
export type Operator = "eq" | "ne" | "in" | "ge" | "gt" | "le" | "lt" | "has" | "set";

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: string; op: Operator; value?: Scalar | Scalar[] };

export interface Words {
  zh: string;
  en: string;
}
export interface Range {
  min: number | null;
  max: number | null;
}
export interface Entry extends Range {
  step: number | null;
}
export interface Limit extends Range {
  when: Condition | null;
}
export interface Option extends Words {
  value: string;
  ok: boolean | null;
  required: boolean | Condition | null;
}
export interface Part extends Words {
  name: string;
  unit: string;
  entry: Entry | null;
}

export type Result = keyof typeof RESULTS;
export type ItemClass = keyof typeof CLASSES;
export type JudgedBy =
  | "three_grades"
  | "standard_share"
  | "lift_ladder"
  | "works_ladder"
  | "acceptance"
  | "jgj59";
export type AnswerType =
  | "pass_fail"
  | "number"
  | "numbers"
  | "choice"
  | "choices"
  | "text"
  | "date"
  | "date_future"
  | "age_days"
  | "weigh";

export interface Item extends Words {
  id: string;
  no: string;
  section: string | null;
  class: ItemClass;
  vetoes: "coverage" | "title" | "result" | null;
  type: AnswerType;
  unit: string | null;
  unit_en?: string;
  photo: "always" | "on_fail" | "none";
  deadline_days: number | null;
  na: boolean;
  /** What it is worth that nothing could be read off; without it that is no answer. */
  unmeasured?: "fail" | "open";
  optional: boolean;
  until: boolean;
  valid_from: string | null;
  valid_to: string | null;
  condition: Condition | null;
  entry: Entry | null;
  limits: Limit[];
  /** From where a reminder is due although the value is allowed; no limit. */
  warn?: Partial<Range>;
  options: Option[];
  parts: Part[];
  basis: { text: string; mark: "✓" | "◐" | "R" | "P" }[];
  method?: "see" | "measure" | "demo" | "record";
  thresholds?: { part?: string; risky: number; over: number }[];
  hint_zh?: string;
  hint_en?: string;
  photo_hint_zh?: string;
  photo_hint_en?: string;
  phrases?: Words[];
}

/** One item of a scored table; its id names the table: `B14.box`. */
export interface ScoredItem extends Words {
  id: string;
  no: string;
  section: string;
  class: ScoredClass;
  max: number;
  photo: "always" | "on_fail" | "none";
  basis?: Item["basis"];
  hint_zh?: string;
  hint_en?: string;
  deductions?: Clause[];
}
export interface Clause {
  clause: string;
  en: string;
  mode: "fix" | "each" | "range";
  points: [least: number, most: number];
}
export interface Line extends Words {
  id: string;
  weight: number;
  tables: string[];
}
export interface Table extends Words {
  id: string;
  line: string;
}

export interface Rule {
  from: string | null;
  to: string | null;
  general_max: number | null;
  general_share: string | null;
  least?: { attr: string; item: string; min: number }[];
  zh?: string;
  en?: string;
}

export interface AttributeSchema extends Partial<Words> {
  type: "boolean" | "integer" | "number" | "string" | "array";
  enum?: string[];
  format?: "date";
  minimum?: number;
  maximum?: number;
  items?: AttributeSchema;
  values?: Record<string, Words>;
}

export interface Checklist extends Words {
  code: string;
  version: string;
  kind: string;
  valid_from: string;
  valid_to: string | null;
  judgement: JudgedBy;
  signatures: ("inspectors" | "present")[];
  attrs: { properties: Record<string, AttributeSchema> };
  rules: Rule[];
  sections: ({ id: string } & Words)[];
  profile: Item[];
  items: Item[];
}

/** A checklist that is scored by tables has no answers to items but sheets. */
export interface SiteChecklist extends Omit<Checklist, "items"> {
  lines: Line[];
  tables: Table[];
  items: ScoredItem[];
}

/** One answer as it is stored and sent; the rules look only at these fields. */
export interface GivenAnswer {
  value: unknown;
  parts?: Record<string, number>;
  until?: string;
  note?: string;
  fraction?: [part: number, whole: number];
}

export interface Inspection {
  premises: { kind: string; attrs: Record<string, unknown> };
  on: string;
  answers: Record<string, GivenAnswer>;
  acceptance?: { void?: string | null };
}

export interface GivenDeduction {
  clause: string;
  count?: number;
  points: number;
}
export type GivenPoints =
  | number
  | "missing"
  | { deductions: GivenDeduction[]; note?: string; no_photo?: string }
  | { missing: true; reason?: string };
export interface GivenSheet {
  table: string;
  label?: string;
  scores: Record<string, GivenPoints>;
}
export interface SiteInspection extends Omit<Inspection, "answers" | "acceptance"> {
  tables: GivenSheet[];
}

export type Verdict = "pass" | "fail" | "na" | "recorded";
export interface Reason {
  rule: string;
  items: string[];
}

export interface Score {
  checklist: string;
  version: string;
  complete: boolean;
  result: Result | null;
  result_zh: string | null;
  score: null;
  covered: boolean | null;
  failed: string[];
  veto: string[];
  missing: string[];
  hidden: string[];
  why: Reason[];
}

/** Points are decimal texts; `total_shown` is cut to two places, for people. */
export interface SiteScore extends Omit<Score, "score"> {
  score: string | null;
  total: string | null;
  total_shown: string | null;
  grade: string | null;
  lines: Record<string, string>;
  tables: Record<string, { label: string; score: string | null; guarantee: string | null; zero: boolean }[]>;
}
