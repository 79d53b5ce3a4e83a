import { expect, it } from "vitest";
import cases from "../../../../tests/vectors/unable/judged.json";
import type { Score } from "./types";
import { judgeUnable } from "./unable";

for (const { name, judged, unable } of cases)
  it(`agrees with the server: ${name}`, () => {
    expect(judgeUnable(judged as unknown as Score)).toEqual(unable);
  });
