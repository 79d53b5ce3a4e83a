/** The object of a published checklist as the rules read it, what they are given, and what they say. No code. */

export type Scalar = string | number | boolean;
export type Operator = "eq" | "ne" | "in" | "ge" | "gt" | "le" | "lt" | "has" | "set";

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { fact: string; op: Operator; value?: Scalar | Scalar[] };

export interface Words { zh: string; en: string }
export interface Range { min: number | null; max: number | null }
export interface Entry extends Range { step: number | null }
export interface Limit extends Range { when: Condition | null }
export interface Option extends Words { value: string; ok: boolean | null; required: boolean | Condition | null }
export interface Part extends Words { name: string; unit: string; entry: Entry | null }

export type ItemClass = "veto" | "key" | "general" | "record";
export type AnswerType =
  | "pass_fail" | "number" | "numbers" | "choice" | "choices" | "text" | "date" | "date_future" | "age_days" | "weigh";

export interface Item extends Words {
  id: string; no: string; section: string | null; class: ItemClass; vetoes: "coverage" | "title" | "result" | null;
  type: AnswerType; unit: string | null; unit_en?: string; photo: "always" | "on_fail" | "none"; deadline_days: number | null;
  na: boolean; optional: boolean; until: boolean; valid_from: string | null; valid_to: string | null;
  condition: Condition | null; entry: Entry | null; limits: Limit[]; options: Option[]; parts: Part[];
  basis: { text: string; mark: "✓" | "◐" | "R" | "P" }[];
  hint_zh?: string; hint_en?: string; photo_hint_zh?: string; photo_hint_en?: string; phrases?: Words[];
}

export interface Rule {
  from: string | null; to: string | null; general_max: number | null; general_share: string | null; zh?: string; en?: string;
}

export interface AttributeSchema extends Partial<Words> {
  type: "boolean" | "integer" | "number" | "string" | "array";
  enum?: string[]; format?: "date"; minimum?: number; maximum?: number; items?: AttributeSchema;
  values?: Record<string, Words>;
}

export interface Checklist extends Words {
  code: string; version: string; kind: string; valid_from: string; valid_to: string | null;
  judgement: "three_grades"; signatures: ("inspectors" | "present")[];
  attrs: { properties: Record<string, AttributeSchema> };
  rules: Rule[]; sections: ({ id: string } & Words)[]; profile: Item[]; items: Item[];
}

/** One answer as it is stored and sent; the rules look only at these fields. */
export interface GivenAnswer { value: unknown; parts?: Record<string, number>; until?: string; note?: string }

export interface Inspection {
  premises: { kind: string; attrs: Record<string, unknown> };
  on: string;
  answers: Record<string, GivenAnswer>;
}

export type Verdict = "pass" | "fail" | "na" | "recorded";
export type Result = "conform" | "basic" | "nonconform";
export interface Reason { rule: string; items: string[] }

export interface Score {
  checklist: string; version: string; complete: boolean; result: Result | null; result_zh: string | null; score: null;
  covered: boolean | null; failed: string[]; veto: string[]; missing: string[]; hidden: string[]; why: Reason[];
}
