/** The phone's rules pass every vector that the server's pass. */

import { describe, expect, test } from "vitest";
import { Refused, requiredPhotos, score } from "./index";
import { cases } from "./vectors.testing";

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
  test.for(cases.filter((each) => each.expected.refused))("$name", ({ checklist, given, expected }) => {
    const refusal = refusalOf(() => score(checklist, given));
    expect({ code: refusal?.code, where: refusal?.where }).toEqual(expected.refused);
  });
});

describe("the result is the expected one", () => {
  test.for(cases.filter((each) => each.expected.expect))("$name", ({ checklist, given, expected }) => {
    expect(score(checklist, given)).toMatchObject(expected.expect!);
  });
});

describe("the photos due are the expected ones", () => {
  test.for(cases.filter((each) => each.expected.photos))("$name", ({ checklist, given, expected }) => {
    expect(requiredPhotos(checklist, given)).toEqual(expected.photos);
  });
});
