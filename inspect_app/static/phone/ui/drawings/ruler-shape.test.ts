import { expect, it } from "vitest";
import { dotsFit, rulerSections, type RulerItem } from "./ruler-shape";

const items = (...parts: [section: string, count: number][]): RulerItem[] =>
  parts.flatMap(([section, count]) =>
    Array.from({ length: count }, (_, n) => ({ id: `${section}.${n}`, section, state: "none" as const })),
  );

it("cuts the row of items where the section changes", () => {
  expect(rulerSections(items(["a", 3], ["b", 2]), null).map((section) => section.dots.length)).toEqual([
    3, 2,
  ]);
});

it("knows the current item, what is answered and where something failed", () => {
  const [first] = rulerSections(
    [
      { id: "a.0", section: "a", state: "fail" },
      { id: "a.1", section: "a", state: "none" },
    ],
    "a.1",
  );
  expect(first).toMatchObject({ answered: 1, failed: true, current: true });
  expect(first?.dots[1]?.current).toBe(true);
});

it("keeps dots for 40 items on the smallest phone and gives them up for 80", () => {
  expect(dotsFit(rulerSections(items(["a", 5], ["b", 15], ["c", 20]), null), 288)).toBe(true);
  expect(dotsFit(rulerSections(items(["a", 40], ["b", 40]), null), 288)).toBe(false);
});
