/** The linter holds these rules of the browser half: no file imports what imports it, no value is cast
 * twice. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, expect, test } from "vitest";

const ROOT = import.meta.dirname;
const RULES = ["biome.jsonc", "no-double-cast.grit"];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/lint-`);
  for (const file of RULES) cpSync(`${ROOT}/${file}`, `${folder}/${file}`);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the linter says of these files, under our rules. */
function lint(files: Record<string, string>): string {
  for (const [name, source] of Object.entries(files)) writeFileSync(`${folder}/${name}`, source);
  const { stdout } = spawnSync(`${ROOT}/node_modules/.bin/biome`, ["lint", "--reporter=github"], {
    cwd: folder,
    encoding: "utf8",
  });
  return stdout;
}

test("two files that import each other are found, also where it is for a type alone", () => {
  const said = lint({
    "a.ts": 'import { b } from "./b";\nexport type A = string;\nexport const a = b;\n',
    "b.ts": 'import type { A } from "./a";\nexport const b: A = "b";\n',
  });
  expect(said).toMatch(/noImportCycles[^\n]*a\.ts/);
  expect(said).toMatch(/noImportCycles[^\n]*b\.ts/);
});

test("a double cast is found, but not in a test", () => {
  const source = "export const a = (1 as unknown) as string;\nexport const b = 1 as unknown as string;\n";
  const said = lint({ "a.ts": source, "a.test.ts": source });
  for (const line of [1, 2]) expect(said).toMatch(new RegExp(`plugin[^\n]*a\\.ts,line=${line}`));
  expect(said).not.toContain("a.test.ts");
});

test("no file of the browser half imports what imports it", () => {
  const options = ["lint", "--only=suspicious/noImportCycles", "--reporter=github"];
  const { status, stdout } = spawnSync(`${ROOT}/node_modules/.bin/biome`, options, {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(stdout).not.toContain("noImportCycles");
  expect(status).toBe(0);
});
