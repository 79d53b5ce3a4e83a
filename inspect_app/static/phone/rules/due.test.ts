/** What is due where, as the server says, too. */

import { expect, it } from "vitest";
import cases from "../../../../tests/vectors/days/due.json";
import { findDue, type Asked } from "./due";

interface Case extends Partial<Omit<Asked, "last">> {
  name: string;
  last?: string;
  passed?: boolean | null;
  months?: number | null;
  today: string;
  expect: ReturnType<typeof findDue>;
}

it.each(cases as Case[])("$name", (one) => {
  const { kind = "canteen_school", status = "open", attrs = {}, passed = null, months = null } = one;
  const last = one.last === undefined ? null : { on: one.last, passed };
  expect(findDue({ kind, status, attrs, last }, months, one.today)).toEqual(one.expect);
});
