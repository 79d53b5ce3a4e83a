// Bundles the phone's rules and answers cases on stdin, one JSON object a line in and out.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [root, checklistsFile] = process.argv.slice(2);
const { build } = await import(pathToFileURL(`${root}/node_modules/vite/dist/node/index.js`));
const { readFile } = await import("node:fs/promises");

const bundle = await build({
  configFile: false, root, publicDir: false, logLevel: "silent",
  build: { write: false, target: "es2022", lib: { entry: "phone/rules/index.ts", formats: ["es"] } },
});
const code = Buffer.from(bundle[0].output[0].code).toString("base64");
const { score, requiredPhotos, scoreSite, photosOfSite, addWorkdays, Refused } = await import(`data:text/javascript;base64,${code}`);
const checklists = JSON.parse(await readFile(checklistsFile, "utf8"));

function judge({ checklist, given, workdays }) {
  if (workdays) return addWorkdays(...workdays).day;
  const published = checklists[checklist];
  const [tell, photos] = published.tables ? [scoreSite, photosOfSite] : [score, requiredPhotos];
  try {
    return { score: tell(published, given), photos: photos(published, given) };
  } catch (error) {
    if (error instanceof Refused) return { refused: [error.code, error.where] };
    throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(judge(JSON.parse(line))));
