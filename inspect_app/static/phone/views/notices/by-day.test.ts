import { expect, it } from "vitest";
import type { Notice } from "../../data";
import deskEn from "../../../../texts/notices.en.json";
import deskZh from "../../../../texts/notices.zh.json";
import phoneEn from "../../../../texts/phone-corrections.en.json";
import phoneZh from "../../../../texts/phone-corrections.zh.json";
import { countNew, listByDay } from "./by-day";

const one = (id: string, at: string, isNew = true) => ({ id, at, isNew }) as Notice;

it("groups by the day in Shanghai, and what has no time comes last", () => {
  const all = [
    one("a", "2022-09-14T16:30:00Z"), // half past midnight of the 15th
    one("b", "2022-09-14T15:30:00Z"),
    one("x", ""),
    one("c", "2022-09-14T09:00:00+08:00"),
  ];
  expect(listByDay(all).map(({ day, all }) => [day, all.map(({ id }) => id)])).toEqual([
    ["2022-09-15", ["a"]],
    ["2022-09-14", ["b", "c"]],
    ["", ["x"]],
  ]);
});

it("counts what was not seen", () => {
  expect(countNew([one("a", ""), one("b", "", false)])).toBe(1);
});

const KINDS = ["due_soon", "due", "overdue", "report", "ask", "returned", "sent"];

it.each(KINDS)("has the desk's words for %s", (kind) => {
  const key = `notices.kind.${kind}`;
  expect(phoneZh).toHaveProperty([key], (deskZh as Record<string, string>)[key]);
  expect(phoneEn).toHaveProperty([key], (deskEn as Record<string, string>)[key]);
});
