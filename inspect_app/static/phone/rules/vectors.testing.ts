/** Reads the cases that the server's rules pass, too, and the checklists they are for. */

import type { Checklist, GivenAnswer, GivenSheet, Inspection } from "./types";

interface Changes {
  name: string;
  on?: string;
  kind?: string;
  attrs?: Record<string, unknown>;
  answers?: Record<string, GivenAnswer | null>;
  tables?: GivenSheet[];
  acceptance?: Inspection["acceptance"];
  expect?: Record<string, unknown>;
  refused?: { code: string; where: string };
  photos?: string[];
}
type Given = Inspection & { tables?: GivenSheet[] };
interface File {
  checklist: string;
  base: Given;
  cases: Changes[];
}

export interface Case {
  name: string;
  checklist: Checklist;
  given: Given;
  expected: Changes;
}

const files = import.meta.glob<File>("../../../../tests/vectors/*.json", { eager: true, import: "default" });
const checklists = import.meta.glob<Checklist>("../../../../tests/vectors/checklists/*.json", {
  eager: true,
  import: "default",
});

export const readChecklist = (code: string): Checklist =>
  checklists[`../../../../tests/vectors/checklists/${code}.json`]!;

export const cases: Case[] = Object.values(files).flatMap(({ checklist, base, cases }) =>
  cases.map((each) => ({
    name: `${checklist}: ${each.name}`,
    checklist: readChecklist(checklist),
    given: change(base, each),
    expected: each,
  })),
);

/** null takes an answer away. */
function change(
  base: Given,
  { on, kind, attrs, answers, tables = base.tables, acceptance = base.acceptance }: Changes,
): Given {
  const all = Object.entries({ ...base.answers, ...answers });
  return {
    premises: { kind: kind ?? base.premises.kind, attrs: { ...base.premises.attrs, ...attrs } },
    on: on ?? base.on,
    answers: Object.fromEntries(all.filter((pair): pair is [string, GivenAnswer] => pair[1] !== null)),
    ...(tables && { tables }),
    ...(acceptance && { acceptance }),
  };
}
