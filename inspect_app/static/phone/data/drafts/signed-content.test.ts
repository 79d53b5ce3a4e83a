import { expect, it } from "vitest";
import cases from "../../../../../tests/vectors/signatures/content.json";
import { canonical, contentDigest } from "./signed-content";

for (const { name, inspection, body, digest } of cases)
  it(`agrees with the server: ${name}`, async () => {
    expect(await contentDigest(inspection, body)).toBe(digest);
  });

it("takes no notice of the order of keys", () => {
  expect(canonical({ b: 1, a: [{ d: null, c: true }] })).toBe('{"a":[{"c":true,"d":null}],"b":1}');
});

it("leaves out what is undefined, as JSON does", () => {
  expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}');
});
