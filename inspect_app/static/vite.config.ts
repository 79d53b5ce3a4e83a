/** Builds the three sites' browser halves into dist/, then the phone's service worker with its files. */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build, defineConfig, type CSSOptions, type Plugin, type Rolldown } from "vite";

const base = "/static/";
const root = import.meta.dirname;
const dist = `${root}/dist`;

type Entry = {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
  assets?: string[];
};
type Manifest = Record<string, Entry>;
const WORKERS = ["worker.js", "worker-off.js"];

const digest = (text: string | Buffer) => createHash("sha256").update(text).digest("hex").slice(0, 16);
const listFiles = () =>
  readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(dist.length + 1))
    .sort();

function filesBehind(manifest: Manifest, key: string, seen = new Set<string>()): Set<string> {
  const entry = manifest[key];
  if (!entry || seen.has(entry.file)) return seen;
  [entry.file, ...(entry.css ?? []), ...(entry.assets ?? [])].forEach((file) => seen.add(file));
  [...(entry.imports ?? []), ...(entry.dynamicImports ?? [])].forEach((next) =>
    filesBehind(manifest, next, seen),
  );
  return seen;
}

/** Lists what was built for the phone: all but what only the other sites use, and no worker. */
function listPhoneFiles(): string[] {
  const manifest: Manifest = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, "utf8"));
  const phone = filesBehind(manifest, "phone/index.html");
  const others = Object.keys(manifest)
    .filter((key) => manifest[key]!.isEntry && key !== "phone/index.html")
    .flatMap((key) => [...filesBehind(manifest, key)]);
  const foreign = new Set(others.filter((file) => !phone.has(file)));
  return listFiles().filter(
    (file) => !file.startsWith(".vite/") && !foreign.has(file) && !WORKERS.includes(file),
  );
}

function describe(file: string) {
  const hashed = file.startsWith("assets/");
  return {
    url: file === "phone/index.html" ? "/" : base + file,
    revision: hashed ? null : digest(readFileSync(`${dist}/${file}`)),
  };
}

/** The server sends these to whoever takes gzip; nothing is compressed at run time. */
function compress(): void {
  for (const file of listFiles().filter((name) => /\.(js|css|html|svg|wasm|webmanifest)$/.test(name))) {
    writeFileSync(`${dist}/${file}.gz`, gzipSync(readFileSync(`${dist}/${file}`), { level: 9 }));
  }
}

/** A script of its own, at an address that no hash may change. */
const buildWorker = (name: string, define: Record<string, string>) =>
  build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: "warn",
    define,
    build: {
      outDir: "dist",
      emptyOutDir: false,
      target: "es2022",
      rollupOptions: { input: `phone/${name}.ts`, output: { format: "iife", entryFileNames: `${name}.js` } },
    },
  });

function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    async writeBundle() {
      const files = listPhoneFiles();
      const shell = files.filter((file) => !file.endsWith(".wasm")).map(describe);
      const later = files.filter((file) => file.endsWith(".wasm")).map(describe);
      await buildWorker("worker", {
        __SHELL__: JSON.stringify(shell),
        __LATER__: JSON.stringify(later),
        __VERSION__: JSON.stringify(digest(JSON.stringify([shell, later]))),
      });
      await buildWorker("worker-off", {});
      compress();
    },
  };
}

const ASKS = { dark: "screen and (prefers-color-scheme: dark)", outdoor: "(prefers-contrast: more)" };
type StylePlugin = Extract<NonNullable<Exclude<CSSOptions["postcss"], string>>["plugins"], unknown[]>[number];

/** Repeats what a theme sets where the system asks for it: old WebViews know no light-dark(). */
const themesOfSystem: StylePlugin = {
  postcssPlugin: "themes-of-system",
  Once(root, { AtRule }) {
    const ruleOf = (theme: string) =>
      root.nodes.find((node) => "selector" in node && node.selector === `[data-theme="${theme}"]`);
    let last = ruleOf("outdoor"); // a sheet without the tokens has none
    for (const [theme, params] of Object.entries(ASKS)) {
      const media = new AtRule({ name: "media", params });
      media.append(ruleOf(theme)?.clone({ selector: '[data-theme="auto"]' }));
      last?.after(media);
      last &&= media;
    }
    const dark = ruleOf("dark");
    if (!dark) return;
    const screen = new AtRule({ name: "media", params: "screen" }); // paper is white, whatever was chosen
    dark.replaceWith(screen);
    screen.append(dark);
  },
};

/** Gives the name of a part to all that a file imports at once, and so always loads. */
function behind(name: string, file: string) {
  const found = new Set<string>();
  const follow = (id: string, graph: Rolldown.ChunkingContext) => {
    if (found.has(id)) return;
    found.add(id);
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) follow(next, graph);
  };
  return (id: string, graph: Rolldown.ChunkingContext) => {
    follow(`${root}/${file}`, graph);
    return found.has(id) && !id.endsWith(`/${file}`) ? name : null;
  };
}
/** Every file costs a request, and a small one compresses badly: what stands at once is one file, what a
 * signed-in person's first screen needs another, and what other screens share are few. */
const PARTS = [
  { name: behind("first", "phone/app.tsx"), priority: 2 },
  { name: behind("day", "phone/views/SignedIn.tsx"), priority: 1 },
  { name: "part", minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 4000 },
];

export default defineConfig({
  root,
  base,
  publicDir: "phone/install", // the web manifest and its icons; the default, public/, is a site here
  plugins: [serviceWorker()],
  css: { postcss: { plugins: [themesOfSystem] } },
  build: {
    outDir: "dist",
    manifest: true,
    target: "es2022",
    assetsInlineLimit: 0, // a data: URL would be refused by the content security policy
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: ["phone/index.html", "desk/main.ts", "auth/main.ts", "public/main.css", "public/answer.ts"],
      output: { codeSplitting: { groups: PARTS } },
      checks: { eval: false }, // htmx has one; the content security policy keeps it from running
    },
  },
});
