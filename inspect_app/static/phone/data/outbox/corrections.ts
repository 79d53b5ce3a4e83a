/** Corrections on this phone: what was pulled, with the moves made here laid over it. Loaded when needed. */
import { moved, whyNot, type Move, type MoveName } from "../../rules/corrections";
import { instant, offsetOf, shanghaiDay } from "../clock";
import type { Connection } from "../connection";
import { cleanText } from "../drafts/cleaning";
import { StoreError } from "../errors";
import { isQuota } from "../faults";
import { correctionOf } from "../feed/corrections";
import { listRows } from "../feed/rows";
import { sha256 } from "../hash";
import { lastSeen } from "../meta";
import { readVerified, unsentInfo } from "../photos/bytes";
import { forget, PHOTO_TABLES } from "../photos/references";
import type { Shrink } from "../photos/photos";
import type { Reading, TableName } from "../schema";
import type {
  Correction,
  CorrectionRow,
  Corrections,
  InspectionBody,
  LostMove,
  MadeMove,
  OutboxRecord,
  PhotoRef,
  PhotoSource,
  RecheckDraft,
  Uuid,
} from "../types";
import { makeNotices } from "./notices";
import { freeze } from "./small-records";

const TABLES = ["rows", "outbox", "sent", "meta"] satisfies TableName[];
/** Where a supervisor has to decide, or nobody can: such a move did not count. */
const FAILED = ["quarantined_unproven", "quarantined", "fix", "never"];
const SEEN = "corrections_seen";
const COPY = "copy:";
const NOTHING: RecheckDraft = { choice: null, note: "", value: "", photos: [] };

type StepBody = MadeMove & { correction: Uuid; photos: PhotoRef[] };

export function makeCorrections(connection: Connection, author: Uuid, shrink: Shrink) {
  return {
    /** Lists the corrections of this person as they stand by all that is known here, and the moves that
     * did not count. */
    read: (): Promise<Corrections> => connection.read(TABLES, readAll),
    /** Makes a move, with the photos of its recheck; it is shown at once and sent with the next network. */
    move: (correction: Correction, made: MadeMove): Promise<void> =>
      add(connection, author, correction, made),
    /** Notes that a person has read what became of a move. */
    acknowledge: (id: Uuid): Promise<void> =>
      connection.write(["meta"], ["outbox"], async (tx) => {
        const seen = ((await tx.objectStore("meta").get(SEEN)) as Uuid[] | undefined) ?? [];
        await tx.objectStore("meta").put([...seen, id], SEEN);
      }),
    ...makeRechecks(connection, shrink),
    ...makeCopies(connection),
    ...makeNotices(connection),
  };
}

async function readAll(tx: Reading): Promise<Corrections> {
  const offset = offsetOf(await lastSeen(tx));
  const records = [...(await tx.objectStore("sent").getAll()), ...(await tx.objectStore("outbox").getAll())];
  const known = new Map(
    (await rowsHere(tx, records)).map((one) => [one.id, { ...one, pending: [] } as Correction]),
  );
  const seen = new Set((await tx.objectStore("meta").get(SEEN)) as Uuid[] | undefined);
  const lost: LostMove[] = [];
  const steps = records.filter((one) => one.collection === "correction_step");
  for (const record of steps.sort((a, b) => a.id.localeCompare(b.id))) {
    const body = JSON.parse(record.body) as StepBody;
    const correction = known.get(body.correction);
    if (correction?.made.includes(record.id)) continue;
    const wanted = wantedOf(record, body, offset);
    const counts = !FAILED.includes(record.state) && (!correction || whyNot(correction, wanted) === null);
    if (counts && correction)
      known.set(correction.id, {
        ...moved(correction, wanted),
        how: body.how ?? correction.how,
        pending: [...correction.pending, record.id],
      });
    else if (!counts && !seen.has(record.id) && record.state !== "received")
      lost.push(lostOf(record, body, correction ?? null));
  }
  return { all: [...known.values()], lost };
}

const wantedOf = (record: OutboxRecord, body: StepBody, offset: number): Move => ({
  name: body.move,
  who: "inspector",
  on: shanghaiDay(Date.parse(record.made_at), offset),
  reason: body.note ?? "",
  how: body.how ?? null,
  photos: body.photos.length,
});

const lostOf = (record: OutboxRecord, body: StepBody, correction: Correction | null): LostMove => ({
  id: record.id,
  move: body.move as MoveName,
  made_at: record.made_at,
  photos: body.photos.length,
  kept: record.state.startsWith("quarantined"),
  correction,
  place: record.about.premises_name ?? "",
});

/** Lists the pulled corrections, and those that only a sealed inspection of this phone asks for yet. */
async function rowsHere(tx: Reading, records: OutboxRecord[]): Promise<CorrectionRow[]> {
  const pulled = (await listRows(tx, "correction")).map(correctionOf);
  const here = new Set(pulled.map((one) => one.id));
  const newest = new Map<Uuid, OutboxRecord>();
  for (const record of records)
    if (record.collection === "inspection" && record.rev >= (newest.get(record.id)?.rev ?? 0))
      newest.set(record.id, record);
  const asked = [...newest.values()].filter(isStanding).flatMap(askedBy);
  return [...pulled, ...asked.filter((one) => !here.has(one.id))];
}

const isStanding = ({ state, about, body }: OutboxRecord): boolean =>
  ["ready", "waiting", "received"].includes(state) && !about.withdrawn && body.includes('"corrections":[');

function askedBy({ id, about, body }: OutboxRecord): CorrectionRow[] {
  const { premises, checklist, on, answers, photos, corrections = [] } = JSON.parse(body) as InspectionBody;
  return corrections.map((one) =>
    correctionOf({
      id: one.id,
      data: {
        ...{ inspection: id, premises: premises.id, place: about.premises_name, kind: premises.kind },
        ...{ checklist, item: one.item, measure: one.measure, on, state: "proposed" },
        days: one.deadline_days ?? null,
        answer: answers[one.item] ?? null,
        before: (photos[one.item] ?? []).map((photo) => photo.sha256),
      },
    }),
  );
}

async function add(
  connection: Connection,
  author: Uuid,
  correction: Correction,
  made: MadeMove,
): Promise<void> {
  const note = cleanText(made.note ?? "").trim();
  if ((made.move === "still_failing" || made.move === "unable") && !note) throw new StoreError("no_reason");
  const key = draftKey(correction.id);
  const isRecheck = made.move !== "serve";
  const photos = isRecheck ? (await readRecheck(connection, correction.id)).photos : [];
  const blobs = await connection.read(["photos"], async (tx) =>
    Promise.all(
      photos.map(async ({ sha256 }) => {
        const info = await tx.objectStore("photos").get(sha256);
        if (!info || info.spoiled) throw new StoreError("photo_gone");
        return { sha256, size: info.size, type: info.type };
      }),
    ),
  );
  const { move, how, value } = made;
  const fields = {
    correction: correction.id,
    seen_rev: correction.steps,
    move,
    ...(how ? { how } : {}),
    ...(note ? { note } : {}),
    ...(value === undefined ? {} : { value }),
    photos,
  };
  const about = {
    premises: correction.premises,
    premises_name: correction.place,
    inspection: correction.inspection,
    move,
  };
  const record = await freeze(connection, author, { collection: "correction_step", fields, about, blobs });
  await connection.write(["outbox", "meta"], ["outbox"], async (tx) => {
    await tx.objectStore("outbox").put(record);
    if (isRecheck) await tx.objectStore("meta").delete(key);
  });
}

const draftKey = (id: Uuid): string => `recheck:${id}`;
const readRecheck = (connection: Connection, id: Uuid): Promise<RecheckDraft> =>
  connection.read(
    ["meta"],
    async (tx) => ((await tx.objectStore("meta").get(draftKey(id))) as RecheckDraft | undefined) ?? NOTHING,
  );

/** Keeps a recheck under way on the disk until it is done. */
function makeRechecks(connection: Connection, shrink: Shrink) {
  const change = (id: Uuid, work: (draft: RecheckDraft) => RecheckDraft): Promise<void> =>
    connection.write(["meta"], ["outbox"], async (tx) => {
      const before =
        ((await tx.objectStore("meta").get(draftKey(id))) as RecheckDraft | undefined) ?? NOTHING;
      await tx.objectStore("meta").put(work(before), draftKey(id));
    });
  return {
    recheck: (id: Uuid): Promise<RecheckDraft> => readRecheck(connection, id),
    change: (id: Uuid, given: Partial<RecheckDraft>): Promise<void> =>
      change(id, (draft) => ({ ...draft, ...given })),
    /** Takes a photo off a recheck. */
    unshoot: (id: Uuid, hash: string): Promise<void> =>
      connection.write([...PHOTO_TABLES, "meta"], ["outbox", "photos"], async (tx) => {
        const draft =
          ((await tx.objectStore("meta").get(draftKey(id))) as RecheckDraft | undefined) ?? NOTHING;
        const photos = draft.photos.filter((one) => one.sha256 !== hash);
        await tx.objectStore("meta").put({ ...draft, photos }, draftKey(id));
        await forget(tx, hash);
      }),
    /** Saves a photo of a recheck and reads it back. Throws `photo_damaged`, `quota`, `photo_mismatch`. */
    async shoot(id: Uuid, file: Blob, source: PhotoSource): Promise<void> {
      const { bytes, type } = await shrink(file);
      const hash = await sha256(bytes);
      const taken_at = instant(source === "album" && file instanceof File ? file.lastModified : Date.now());
      const photo: PhotoRef = { sha256: hash, taken_at, source, role: "after" };
      await connection.write(["meta", "photos", "bytes"], ["outbox", "photos"], async (tx) => {
        const info = unsentInfo(hash, bytes.byteLength, type);
        const { uploaded, receipted } = (await tx.objectStore("photos").get(hash)) ?? info;
        await tx.objectStore("bytes").put(bytes, hash);
        await tx.objectStore("photos").put({ ...info, uploaded, receipted });
        const draft =
          ((await tx.objectStore("meta").get(draftKey(id))) as RecheckDraft | undefined) ?? NOTHING;
        const others = draft.photos.filter((one) => one.sha256 !== hash);
        await tx.objectStore("meta").put({ ...draft, photos: [...others, photo] }, draftKey(id));
      });
      if (await readVerified(connection, hash)) return;
      await change(id, (draft) => ({
        ...draft,
        photos: draft.photos.filter((one) => one.sha256 !== hash),
      }));
      throw new StoreError("photo_mismatch");
    },
  };
}

async function compareCopies(tx: Reading) {
  const compared = (await listRows(tx, "correction"))
    .map(correctionOf)
    .filter((one) => one.state === "recheck");
  const wanted = new Map(
    compared.flatMap((one) => [...one.before, ...one.after].map((hash) => [hash, one.id] as const)),
  );
  const bytes = tx.objectStore("bytes");
  const copies = (await bytes.getAllKeys(IDBKeyRange.bound(COPY, "copy;"))) as string[];
  const missing: { correction: Uuid; sha256: string }[] = [];
  for (const [sha256, correction] of wanted)
    if (!(await bytes.getKey(sha256)) && !(await bytes.getKey(COPY + sha256)))
      missing.push({ correction, sha256 });
  return { missing, spare: copies.filter((key) => !wanted.has(key.slice(COPY.length))) };
}

/** Display copies of photos that a recheck is compared with: looked at here, never sent, gone after it. */
function makeCopies(connection: Connection) {
  return {
    /** Lists the copies that are not here, and forgets those that nobody needs any more. */
    async missingCopies(): Promise<{ correction: Uuid; sha256: string }[]> {
      const { missing, spare } = await connection.read(["rows", "bytes"], compareCopies);
      // Most rounds have nothing to forget, and write nothing.
      if (spare.length > 0)
        await connection.write(["bytes"], [], async (tx) => {
          for (const key of spare) await tx.objectStore("bytes").delete(key);
        });
      return missing;
    },
    /** Keeps a copy; without bytes there is none to be had. Returns false where there is no room: a
     * copy is worth no error. */
    keepCopy: (hash: string, bytes: ArrayBuffer): Promise<boolean> =>
      connection
        .write(["bytes"], ["photos"], (tx) => tx.objectStore("bytes").put(bytes, COPY + hash), {
          reserve: false,
          room: false,
        })
        .then(
          () => true,
          (error) => (isQuota(error) ? false : Promise.reject(error)),
        ),
    /** Reads a photo, or else the copy of it. */
    async picture(hash: string): Promise<ArrayBuffer | null> {
      const bytes = (await connection.readBytes(hash)) ?? (await connection.readBytes(COPY + hash));
      return bytes?.byteLength ? bytes : null;
    },
  };
}
