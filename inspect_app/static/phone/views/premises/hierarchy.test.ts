import { expect, it } from "vitest";
import type { Premises } from "../../data";
import { ageOf, inOrder, nextAfter, shortName } from "./hierarchy";

const stall = (id: string, stall_no: string) =>
  ({
    id,
    kind: "stall",
    name: `长寿菜场 ${stall_no} 号摊（示例）`,
    attrs: { stall_no },
  }) as unknown as Premises;

it("calls a stall by its number, a lift by what its estate does not say", () => {
  expect(shortName(stall("a", "A12"), "长寿菜场（示例）")).toBe("A12");
  expect(shortName({ name: "桃浦三村 6 号楼（示例）", attrs: {} }, "桃浦三村（示例）")).toBe("6 号楼");
  expect(shortName({ name: "曹杨电梯（示例）", attrs: {} }, "桃浦三村（示例）")).toBe("曹杨电梯");
  expect(shortName({ name: "桃浦三村（示例）", attrs: {} }, "桃浦三村（示例）")).toBe("桃浦三村");
});

it("goes by numbers, ten after nine, and round the market once", () => {
  const ordered = inOrder([stall("b", "10"), stall("a", "9"), stall("c", "11")], "长寿菜场（示例）");
  expect(ordered.map((one) => one.id)).toEqual(["a", "b", "c"]);
  expect(nextAfter(ordered, "b", () => true)?.id).toBe("c");
  expect(nextAfter(ordered, "c", () => true)?.id).toBe("a");
  expect(nextAfter(ordered, "c", (one) => one.id === "c")).toBeNull();
});

it("takes the age of a lift from the first day on record, and knows none without", () => {
  const lift = (attrs: Record<string, unknown>) => ageOf({ kind: "elevator", attrs }, "2022-09-14");
  expect(lift({ in_service_on: "2007-09-14", made_on: "1990-01-01" })).toBe(15);
  expect(lift({ made_on: "2007-09-15" })).toBe(14);
  expect(lift({})).toBeNull();
});
