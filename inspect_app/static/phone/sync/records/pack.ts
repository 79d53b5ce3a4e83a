/** Packs records into requests by bytes and number. Pure; keeps the order, and with it that of revisions. */

export interface PackLimits {
  body_bytes: number;
  batch: number;
}

/** Room for the envelope around `records`. */
const ENVELOPE = 512;

export const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** Packs records into batches. One that is too large for any request goes alone, for the server to judge. */
export function pack<T>(records: T[], { body_bytes, batch }: PackLimits): T[][] {
  const batches: T[][] = [];
  let room = 0;
  for (const record of records) {
    const size = byteLength(JSON.stringify(record)) + 1;
    const last = batches.at(-1);
    if (last && last.length < batch && size <= room) {
      last.push(record);
      room -= size;
    } else {
      batches.push([record]);
      room = body_bytes - ENVELOPE - size;
    }
  }
  return batches;
}

export const halve = <T>(batch: T[]): [T[], T[]] => {
  const middle = Math.ceil(batch.length / 2);
  return [batch.slice(0, middle), batch.slice(middle)];
};
