import { expect, it } from "vitest";
import { distance } from "./distance";
import { normaliseCode, search, searchWhileTyping, sortByName, type Wanted } from "./search";

const premises = (name: string, more = {}) => ({
  name,
  code: "ABCD2345",
  address: "",
  area: "310107005",
  kind: "canteen_school",
  lat: null,
  lng: null,
  attrs: {},
  ...more,
});
const wanted = (more: Partial<Wanted>): Wanted => ({
  typed: "",
  area: null,
  kind: null,
  here: null,
  ...more,
});
const names = (hits: { premises: { name: string } }[]) => hits.map((hit) => hit.premises.name);
const all = [
  premises("青杉中学食堂（示例）", { lat: 31.25, lng: 121.4 }),
  premises("石泉二小食堂（示例）", { area: "310107020", lat: 31.26, lng: 121.4 }),
  premises("静林里养老院食堂（示例）", {
    kind: "canteen_elderly",
    code: "QRSTUV67",
    address: "静林路 12 号",
    lat: 31.251,
    lng: 121.4,
  }),
];

it("finds nothing for words that are nowhere", () => {
  expect(search(all, wanted({ typed: "西湖" }))).toEqual([]);
});

it("finds by part of the name and tells where it stands", () => {
  expect(search(all, wanted({ typed: "二小" }))[0]?.mark).toEqual([2, 4]);
});

it("finds by first letters, by the beginning of the code and by address", () => {
  expect(names(search(all, wanted({ typed: "qszx" })))).toEqual(["青杉中学食堂（示例）"]);
  expect(names(search(all, wanted({ typed: "qrst uv" })))).toEqual(["静林里养老院食堂（示例）"]);
  expect(names(search(all, wanted({ typed: "静林路" })))).toEqual(["静林里养老院食堂（示例）"]);
});

it("finds by the street, spelt or by first letters, and by several words", () => {
  const areaName = (area: string) => (area === "310107020" ? "宜川路街道" : "曹杨新村街道");
  expect(names(search(all, wanted({ typed: "ycl", areaName })))).toEqual(["石泉二小食堂（示例）"]);
  expect(names(search(all, wanted({ typed: "宜川 食堂", areaName })))).toEqual(["石泉二小食堂（示例）"]);
});

it("finds by pinyin in full, also while it is still being typed", () => {
  for (const typed of ["qingshan", "qings", "qingshanzhongxue", "zhongxue shitang"])
    expect(names(search(all, wanted({ typed })))).toEqual(["青杉中学食堂（示例）"]);
  expect(search(all, wanted({ typed: "qingshan" }))[0]?.mark).toEqual([0, 2]);
  expect(names(search(all, wanted({ typed: "jinglinlu" })))).toEqual(["静林里养老院食堂（示例）"]);
});

const lift = premises("3 号楼 1 号梯", {
  kind: "elevator",
  attrs: { device_code: "31101070002015000012", use_registration: "梯11沪E00123(15)" },
});

it("takes three signs for no number of a lift", () => {
  expect(search([lift], wanted({ typed: "012" }))).toEqual([]);
});

it("finds a lift by its device code and by its registration, with or without spaces", () => {
  for (const typed of ["31101070002015000012", "3110 1070 0020", "00012", "沪e00123", "梯11沪E00123(15)"])
    expect(names(search([lift], wanted({ typed })))).toEqual(["3 号楼 1 号梯"]);
});

it("prepares a premises once, however many keys are typed", () => {
  let read = 0;
  const counted = {
    ...premises("石泉"),
    get address() {
      read += 1;
      return "静林路";
    },
  };
  for (const typed of ["j", "ji", "jin", "jing"]) search([counted], wanted({ typed }));
  expect(read).toBe(1);
});

it("narrows by street and kind", () => {
  expect(names(search(all, wanted({ area: "310107020" })))).toEqual(["石泉二小食堂（示例）"]);
  expect(names(search(all, wanted({ kind: "canteen_elderly" })))).toEqual(["静林里养老院食堂（示例）"]);
});

it("puts the nearest first when the place is known", () => {
  const hits = search(all, wanted({ here: { lat: 31.2511, lng: 121.4 } }));
  expect(names(hits)[0]).toBe("静林里养老院食堂（示例）");
  expect(hits[0]?.metres).toBeLessThan(20);
});

it("knows how far a place is, or says nothing", () => {
  expect(distance({ lat: 31.25, lng: 121.4 }, { lat: 31.26, lng: 121.4 })).toBeCloseTo(1112, 0);
  expect(distance({ lat: 31.25, lng: 121.4 }, { lat: null, lng: null })).toBeNull();
});

it("reads a code as it is printed", () => {
  expect(normaliseCode("abcd 2345")).toBe("ABCD2345");
});

it("sorts names as a Chinese reader does, numbers by size", () => {
  expect(
    sortByName([premises("石泉 10 号"), premises("曹杨小学"), premises("石泉 2 号")]).map((one) => one.name),
  ).toEqual(["曹杨小学", "石泉 2 号", "石泉 10 号"]);
});

it("finds the same letter by letter, forwards and back, as in one go", () => {
  const words = [
    "shiquanerxiao",
    "jinglinlu 12",
    "静林里 食堂",
    "abcd2345",
    "qrst uv",
    "食堂（示例）",
    "sqex x j",
  ];
  const typing = searchWhileTyping(all, wanted({}));
  for (const word of words) {
    const steps = [...word].map((_, at) => word.slice(0, at + 1));
    for (const typed of [...steps, ...steps.reverse(), ""])
      expect([typed, names(typing(typed))]).toEqual([typed, names(search(all, wanted({ typed })))]);
  }
});
