// Reads every QR code of PNG files, as a phone's camera would: node decode_codes.mjs A.png B.png
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../inspect_app/static/package.json', import.meta.url));
const { prepareZXingModule, readBarcodes } = require('zxing-wasm/reader');
const wasmBinary = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary } });

const pages = [];
for (const path of process.argv.slice(2)) {
  const options = { formats: ['QRCode'], maxNumberOfSymbols: 255, tryHarder: true };
  const found = await readBarcodes(new Uint8Array(await readFile(path)), options);
  pages.push(found.map(({ text, position }) => ({ text, at: position })));
}
console.log(JSON.stringify(pages));
