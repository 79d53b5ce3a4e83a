// Uploads one photo with the public tus-js-client, as any program outside may. Told what by a line of JSON on stdin.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { text } from "node:stream/consumers";

const { root, photo, ...options } = JSON.parse(await text(process.stdin));
const { Upload } = createRequire(pathToFileURL(`${root}/package.json`))("tus-js-client");

const upload = new Upload(Buffer.from(photo, "base64"), {
  ...options,
  chunkSize: options.chunkSize ?? Number.POSITIVE_INFINITY,
  onError: (error) => console.log(JSON.stringify({ status: error.originalResponse?.getStatus() ?? null })),
  onSuccess: () => console.log(JSON.stringify({ url: upload.url })),
});
upload.start();
