import { expect, it } from "vitest";
import type { Item } from "../../rules";
import { fieldsOf, isShare, numberIn, typedNumber, withNumber, withValue } from "./numbers";
import { unitOf } from "./units";

const item = (more: object) =>
  ({
    type: "number",
    unit: "℃",
    entry: { min: -40, max: 60, step: 0.1 },
    parts: [],
    zh: "温度",
    en: "T",
    ...more,
  }) as unknown as Item;
const cold = item({});
const chlorine = item({ entry: { min: 0, max: 2000, step: 10 } });
const [field] = fieldsOf(cold);

it("keeps no number that may not be entered", () => {
  expect(withNumber(cold, undefined, field!, "61")).toBeNull();
  expect(withNumber(chlorine, undefined, fieldsOf(chlorine)[0]!, "255")).toBeNull();
});

it("reads what a keyboard writes, in digits of full width too, and takes nothing else for a number", () => {
  const read = (text: string) => typedNumber(text, { min: 0, max: 999, step: 1 });
  expect(["12", " １２　", "12."].map(read)).toEqual([12, 12, 12]);
  expect(["", " ", "7.5", "12345", "1e2", "0x1f", "十二"].map(read)).toEqual(Array(7).fill(null));
});

it("keeps the note when the number goes", () => {
  expect(withNumber(cold, { value: 5, note: "表头" }, field!, "")).toEqual({ value: null, note: "表头" });
});

it("takes back that nothing was measured with the first number, and the reason with it", () => {
  const open = { value: "unmeasured", note: "没有温度计", no_photo: "停电" };
  expect(withNumber(cold, open, field!, "4")).toEqual({ value: 4, no_photo: "停电" });
  const pair = item({
    type: "numbers",
    parts: [{ name: "low", zh: "低", en: "Low", unit: "mm", entry: null }],
  });
  expect(withNumber(pair, open, fieldsOf(pair)[0]!, "3")).toEqual({ value: { low: 3 }, no_photo: "停电" });
});

it("puts a reading into the answer and takes it out again for the pad", () => {
  const answer = withNumber(cold, undefined, field!, "11.6");
  expect(answer).toEqual({ value: 11.6 });
  expect(numberIn(cold, answer!, "")).toBe("11.6");
});

it("puts parts beside a value, and the numbers of a list into it", () => {
  const part = { name: "days", zh: "天", en: "d", unit: "天", entry: { min: 0, max: 9, step: 1 } };
  const beside = item({ type: "pass_fail", parts: [part] }),
    list = item({ type: "numbers", parts: [part] });
  expect(withNumber(beside, { value: "pass" }, fieldsOf(beside)[0]!, "3")).toEqual({
    value: "pass",
    parts: { days: 3 },
  });
  expect(withNumber(list, undefined, fieldsOf(list)[0]!, "3")).toEqual({ value: { days: 3 } });
});

it("leaves a unit out that has no English word, for the label says what is counted", () => {
  expect([unitOf({ unit: "批" }, "zh"), unitOf({ unit: "批" }, "en")]).toEqual(["批", ""]);
  expect([unitOf({ unit: "户", unit_en: "stalls" }, "en"), unitOf({ unit: "m" }, "en")]).toEqual([
    "stalls",
    "m",
  ]);
});

const share = item({ unit: "%", entry: { min: 0, max: 100, step: 0.1 } });
const [of] = fieldsOf(share);

it("keeps no fraction that is more than the whole, or that is not finished", () => {
  expect(withNumber(share, undefined, of!, "51/50")).toBeNull();
  expect(withNumber(share, undefined, of!, "47/")).toBeNull();
});

it("keeps beside a share what it was counted from, and shows that again", () => {
  const counted = withNumber(share, undefined, of!, "47/50");
  expect(counted).toEqual({ value: 94, fraction: [47, 50] });
  expect(numberIn(share, counted!, "")).toBe("47/50");
});

it("drops what was counted with any other value", () => {
  const counted = { value: 94, fraction: [47, 50] as [number, number], note: "抽查" };
  expect(withNumber(share, counted, of!, "94")).toEqual({ value: 94, note: "抽查" });
  expect(withValue(counted, "na")).toEqual({ value: "na", note: "抽查" });
  expect(withValue(counted, counted.value)).toEqual(counted);
});

it("offers a fraction for shares alone", () => {
  expect(isShare(of!)).toBe(true);
  expect(isShare(field!)).toBe(false);
  expect(isShare({ ...of!, entry: { min: -10, max: 10, step: 0.1 } })).toBe(false);
});
