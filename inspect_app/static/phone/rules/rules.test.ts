/** The phone's rules pass every vector that the server's pass. */

import { describe, expect, test } from "vitest";
import { photosOfSite, Refused, requiredPhotos, score, scoreSite } from "./index";
import type { SiteChecklist, SiteInspection } from "./types";
import { cases, type Case } from "./vectors.testing";

const bySheets = ({ checklist, given }: Case): [SiteChecklist, SiteInspection] => [
  checklist as unknown as SiteChecklist,
  given as SiteInspection,
];
const scoreOf = (each: Case) =>
  each.checklist.judgement === "jgj59" ? scoreSite(...bySheets(each)) : score(each.checklist, each.given);
const photosOf = (each: Case) =>
  each.checklist.judgement === "jgj59"
    ? photosOfSite(...bySheets(each))
    : requiredPhotos(each.checklist, each.given);

const refusalOf = (act: () => unknown): Refused | null => {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
};

describe("what cannot be judged is refused", () => {
  test.for(cases.filter((each) => each.expected.refused))("$name", (each) => {
    const refusal = refusalOf(() => scoreOf(each));
    expect({ code: refusal?.code, where: refusal?.where }).toEqual(each.expected.refused);
  });
});

describe("the result is the expected one", () => {
  test.for(cases.filter((each) => each.expected.expect))("$name", (each) => {
    expect(scoreOf(each)).toMatchObject(each.expected.expect!);
  });
});

describe("the photos due are the expected ones", () => {
  test.for(cases.filter((each) => each.expected.photos))("$name", (each) => {
    expect(photosOf(each)).toEqual(each.expected.photos);
  });
});
