import { afterEach, expect, it, vi } from "vitest";
import { shrink } from "./shrink";

afterEach(() => vi.unstubAllGlobals());

const fileOf = (text: string) => new Blob([new Uint8Array([0, 0, 0, 24]), text, "x".repeat(40)]);

it("says of what an iPhone saved that it is of that kind, and of another that it is damaged", async () => {
  vi.stubGlobal("document", { createElement: () => ({}) });
  expect(await shrink(fileOf("ftypheic"))).toBe("photo_heic");
  expect(await shrink(fileOf("ftypmif1"))).toBe("photo_heic");
  expect(await shrink(fileOf("ftypisom"))).toBe("photo_damaged");
});

it("unpacks one picture at a time, and goes on after one that failed", async () => {
  let now = 0;
  let most = 0;
  vi.stubGlobal("document", { createElement: () => ({}) });
  vi.stubGlobal("createImageBitmap", async () => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now -= 1;
    throw new Error("damaged");
  });
  const ends = await Promise.all([1, 2, 3].map((n) => shrink(fileOf(`no picture ${n}`))));
  expect(ends).toEqual(["photo_damaged", "photo_damaged", "photo_damaged"]);
  expect(most).toBe(1);
});
