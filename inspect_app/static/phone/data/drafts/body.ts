/** Makes the body of an inspection out of its draft, and what a frozen record says beside it. */
import { StoreError } from "../errors";
import { hashesOf } from "../photos/references";
import type { Reading, Writing } from "../schema";
import type { BlobRef, Draft, InspectionBody, OutboxRecord } from "../types";

export const APP_VERSION = "1.1.0";

/** Returns exactly the fields of the protocol: one more and the server refuses the body. */
export function bodyOf(draft: Draft, sealed_at: string): InspectionBody {
  const { author, visit, on, premises, checklist, started_at, clock, inspectors, position } = draft;
  const {
    tables,
    acceptance,
    corrections,
    photos,
    signatures,
    refusal,
    unable,
    round,
    answer_code,
    voice,
    far,
    recusal,
  } = draft;
  const not_resigned = draft.rev > 1 && draft.not_resigned;
  return {
    schema: 2,
    author,
    app: APP_VERSION,
    visit,
    ...(draft.rev > 1 && draft.reason ? { reason: draft.reason } : {}),
    on,
    premises,
    checklist,
    started_at,
    sealed_at,
    clock,
    inspectors,
    position,
    ...(!position && draft.no_position ? { no_position: draft.no_position } : {}),
    answers: withResult(draft.answers),
    ...present({ tables, acceptance, corrections }),
    photos,
    signatures,
    ...(not_resigned ? { not_resigned } : {}),
    refusal,
    ...present({ unable, answer_code, recusal }),
    ...(round && signatures.some((one) => one.round) ? { round } : {}),
    ...(voice && Object.keys(voice).length ? { voice } : {}),
    ...(position && far ? { far } : {}),
  };
}

/** Leaves out what is not there. */
const present = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** Leaves out what was written where nothing is asked any more, and got no result. */
export const withResult = (answers: Draft["answers"]): Draft["answers"] =>
  Object.fromEntries(Object.entries(answers).filter(([, { value }]) => value !== null));

/** Returns what the lists show of a record without reading its body. */
export const aboutOf = (draft: Draft): OutboxRecord["about"] => ({
  premises: draft.premises.id,
  premises_name: draft.premises_name,
  checklist: draft.checklist.code,
  on: draft.on,
  ...(draft.acceptance ? { acceptance: draft.acceptance } : {}),
  ...(draft.unable ? { unable: true } : {}),
});

/** Lists the photos and signatures of a draft. Throws `photo_gone` when one is not here or spoiled. */
export async function blobsOf(tx: Reading | Writing, draft: Draft): Promise<BlobRef[]> {
  const blobs: BlobRef[] = [];
  for (const hash of hashesOf(draft)) {
    const info = await tx.objectStore("photos").get(hash);
    if (!info || info.spoiled) throw new StoreError("photo_gone");
    blobs.push({ sha256: hash, size: info.size, type: info.type });
  }
  return blobs;
}

/** What every record begins with: ready to be sent, never tried. */
export const UNTRIED = { state: "ready", tries: 0, retry_at: 0 } as const;
