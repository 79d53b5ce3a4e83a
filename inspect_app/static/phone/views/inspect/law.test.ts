import { expect, it } from "vitest";
import type { Item } from "../../rules";
import { lawOf } from "./law";

const on = (...basis: Item["basis"]) => lawOf({ basis });

it("shows neither hearsay nor what the system proposes", () => {
  expect(on({ mark: "P", text: "本系统建议" }, { mark: "◐", text: "网上二手资料" })).toBe("");
});

it("shows the law that stands behind them", () => {
  const law = { mark: "✓", text: "食品生产经营监督检查管理办法第二十八条" } as const;
  expect(on({ mark: "P", text: "本系统建议" }, law)).toBe(law.text);
});
