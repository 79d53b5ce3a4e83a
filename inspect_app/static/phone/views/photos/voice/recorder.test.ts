import { expect, it } from "vitest";
import { kindOf } from "./recorder";

it("records nothing that the server would refuse", () => {
  expect(kindOf(() => false)).toBeNull();
  expect(kindOf((type) => type === "audio/mp4;codecs=opus")).toBeNull();
  expect(kindOf((type) => type.includes("mp4a"))?.type).toBe("audio/mp4");
  expect(kindOf(() => true)?.type).toBe("audio/webm");
});
