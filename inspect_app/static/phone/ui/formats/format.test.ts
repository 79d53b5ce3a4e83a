import { expect, it } from "vitest";
import { dayOf, shortMark, showAmount, showDay, showMetres, showMoment, timeOf } from "./format";

it("tells the Shanghai day and time of a moment, also across midnight", () => {
  expect(dayOf("2022-09-13T17:30:00Z")).toBe("2022-09-14");
  expect(timeOf("2022-09-14T02:42:00+00:00")).toBe("10:42");
});

it("names the year only when it is another", () => {
  expect(showDay("2022-09-14", "2022-11-01")).toBe("9月14日");
  expect(showDay("2021-09-04", "2022-11-01")).toBe("2021年9月4日");
});

it("says today's time alone and names yesterday", () => {
  const now = Date.parse("2022-09-14T10:00:00+08:00");
  expect(showMoment("2022-09-14T09:05:00+08:00", now)).toBe("09:05");
  expect(showMoment("2022-09-13T16:20:00+08:00", now)).toBe("昨天 16:20");
});

it("writes distances, amounts and marks", () => {
  expect([showMetres(3), showMetres(644), showMetres(2130)]).toEqual(["10 m", "640 m", "2.1 km"]);
  expect([showAmount(-18, "℃"), showAmount(0.1 + 0.2, ""), showAmount(90, "%")]).toEqual([
    "−18 ℃",
    "0.3",
    "90%",
  ]);
  expect(shortMark("8f3a21c7ffff")).toBe("8F3A-21C7");
});
