/** The full years that the server counts, too. */

import { expect, test } from "vitest";
import cases from "../../../../tests/vectors/days/ages.json";
import { fullYears } from "./days";

test.for(cases as [string, string, number][])("from %s to %s are %i years", ([since, on, years]) => {
  expect(fullYears(since, on)).toBe(years);
});
