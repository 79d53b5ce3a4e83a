/** Tells whether a picture file has its end: browsers draw a cut JPEG with a grey rest and say nothing. */

const START_OF_SCAN = 0xda;
const END = 0xd9;

export function looksWhole(bytes: Uint8Array): boolean {
  if (bytes.length < 16) return false;
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpegHasEnd(bytes) : true;
}

/** Looks for the end mark behind the first scan: the thumbnail in the EXIF block has one of its own. */
function jpegHasEnd(bytes: Uint8Array): boolean {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== START_OF_SCAN) {
    at += bytes[at + 1] === 0xff ? 1 : 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
  }
  for (let i = bytes.length - 2; i > at; i -= 1) if (bytes[i] === 0xff && bytes[i + 1] === END) return true;
  return false;
}
