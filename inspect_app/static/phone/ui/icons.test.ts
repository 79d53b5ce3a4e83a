import { describe, expect, it } from "vitest";
import { ICONS } from "./icons";
import { MARKS } from "./marks";
import sheet from "../../shared/icons.svg?raw";

function pathsOf(id: string): string[] {
  const symbol = sheet.split(`<symbol id="${id}"`)[1]?.split("</symbol>")[0] ?? "";
  return [...symbol.matchAll(/\sd="([^"]+)"/g)].map((hit) => hit[1] ?? "");
}

describe("the phone's table of icons", () => {
  it.each(Object.entries(ICONS))("draws %s as the sheet does", (name, lines) => {
    for (const path of pathsOf(`i-${name}`)) expect(lines).toContain(path);
  });
  it.each(Object.entries(MARKS))("draws the mark %s as the sheet does", (name, parts) => {
    const drawn = parts.map((part) => part[1]).join("");
    for (const path of pathsOf(`m-${name}`)) expect(drawn).toContain(path);
  });
});
