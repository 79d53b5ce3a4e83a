import { describe, expect, it } from "vitest";
import { ICONS } from "./icons";
import { MARKS } from "./marks";
import sheet from "../../../shared/icons.svg?raw";

/** The lines of one symbol; the table writes a circle as two arcs, because one path is all it has. */
function linesOf(id: string): string[] {
  const symbol = sheet.split(`<symbol id="${id}"`)[1]?.split("</symbol>")[0] ?? "";
  const circles = [...symbol.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/g)];
  return [
    ...[...symbol.matchAll(/\sd="([^"]+)"/g)].map((hit) => hit[1]!),
    ...circles.map(([, cx, cy, r]) => {
      const arc = `a${r} ${r} 0 1 1`;
      return `M${Number(cx) + Number(r)} ${cy}${arc}${-2 * Number(r)} 0${arc} ${2 * Number(r)} 0`;
    }),
  ];
}

describe("the phone's table of icons", () => {
  it.each(Object.entries(ICONS))("draws %s as the sheet does", (name, drawn) => {
    expect(linesOf(`i-${name}`)).not.toEqual([]);
    for (const line of linesOf(`i-${name}`)) expect(drawn).toContain(line);
  });
  it.each(Object.entries(MARKS))("draws the mark %s as the sheet does", (name, parts) => {
    const drawn = parts.map((part) => part[1]).join("");
    expect(linesOf(`m-${name}`)).not.toEqual([]);
    for (const line of linesOf(`m-${name}`)) expect(drawn).toContain(line);
  });
});
