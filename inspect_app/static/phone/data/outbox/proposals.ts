/** Proposes changes of the register, with photos: records that travel like scans. Loaded when they are needed. */
import type { Connection } from "../connection";
import { instant } from "../clock";
import { cleanText } from "../drafts/cleaning";
import { StoreError } from "../errors";
import { text, textOrNull } from "../feed/decoders";
import { listRows } from "../feed/rows";
import { sha256 } from "../hash";
import { readVerified, unsentInfo } from "../photos/bytes";
import type { Shrink } from "../photos/photos";
import type { Reading, Row } from "../schema";
import { isFinal } from "./moves";
import { freeze } from "./small-records";
import type { BlobRef, OutboxRecord, PhotoRef, PhotoSource, Proposal, ProposalAbout, Uuid } from "../types";

export interface Proposed {
  about: ProposalAbout;
  name?: string;
  attrs?: Record<string, unknown>;
  note?: string;
  photos: { file: Blob; source: PhotoSource }[];
}
interface Shot {
  bytes: ArrayBuffer;
  ref: PhotoRef;
  blob: BlobRef;
}

export function makeProposals(connection: Connection, author: Uuid, shrink: Shrink) {
  return {
    /** Puts a proposal into the outbox with its photos, in one transaction, and reads these back. Throws
     * `no_reason` where a closed premises has none, `photo_damaged`, `quota`, `photo_mismatch`. */
    async add(premises: { id: Uuid; name: string }, proposed: Proposed): Promise<void> {
      const shots = await Promise.all(proposed.photos.map((one) => shoot(one, shrink)));
      const fields = fieldsOf(premises.id, proposed, shots);
      const about = { premises: premises.id, premises_name: premises.name };
      const blobs = shots.map(({ blob }) => blob);
      const record = await freeze(connection, author, { collection: "proposal", fields, about, blobs });
      await save(connection, record, shots);
    },

    /** Lists what this person proposed about a premises, the newest first: sent or not, decided or not. */
    of: (premises: Uuid): Promise<Proposal[]> =>
      connection.read(["outbox", "sent", "rows"], async (tx) => {
        const found = new Map((await ownRecords(tx)).map((record) => [record.id, fromRecord(record)]));
        for (const row of await listRows(tx, "proposal")) found.set(row.id, fromRow(row));
        const here = [...found.values()].filter((one) => one.premises === premises);
        return here.sort((a, b) => b.id.localeCompare(a.id));
      }),
  };
}

async function shoot({ file, source }: Proposed["photos"][number], shrink: Shrink): Promise<Shot> {
  const { bytes, type } = await shrink(file);
  const hash = await sha256(bytes);
  const taken_at = instant(source === "album" && file instanceof File ? file.lastModified : Date.now());
  const ref = { sha256: hash, taken_at, source, role: "evidence" as const };
  return { bytes, ref, blob: { sha256: hash, size: bytes.byteLength, type } };
}

function fieldsOf(premises: Uuid, proposed: Proposed, shots: Shot[]): object {
  const { about, attrs } = proposed;
  const name = cleanText(proposed.name ?? "").trim();
  const note = cleanText(proposed.note ?? "").trim();
  if (about === "closed" && !note) throw new StoreError("no_reason");
  return {
    premises,
    about,
    ...(about === "new" || about === "name" ? { name } : {}),
    ...(about === "attrs" ? { attrs } : {}),
    ...(note ? { note } : {}),
    photos: shots.map(({ ref }) => ref),
    position: null,
  };
}

async function save(connection: Connection, record: OutboxRecord, shots: Shot[]): Promise<void> {
  await connection.write(["outbox", "photos", "bytes"], ["outbox"], async (tx) => {
    for (const { blob, bytes } of shots) {
      const info = unsentInfo(blob.sha256, blob.size, blob.type);
      const { uploaded, receipted } = (await tx.objectStore("photos").get(blob.sha256)) ?? info;
      await tx.objectStore("bytes").put(bytes, blob.sha256);
      await tx.objectStore("photos").put({ ...info, uploaded, receipted });
    }
    await tx.objectStore("outbox").put(record);
  });
  for (const { blob } of shots)
    if (!(await readVerified(connection, blob.sha256))) throw new StoreError("photo_mismatch");
}

async function ownRecords(tx: Reading): Promise<OutboxRecord[]> {
  const range = IDBKeyRange.bound(["proposal"], ["proposal", []]);
  return [...(await tx.objectStore("sent").getAll(range)), ...(await tx.objectStore("outbox").getAll(range))];
}

function fromRecord({ id, body, state }: OutboxRecord): Proposal {
  const {
    premises,
    about,
    name = null,
  } = JSON.parse(body) as Pick<Proposal, "premises" | "about"> & {
    name?: string;
  };
  const refused = state === "fix" || state === "never";
  const now = refused ? "refused" : isFinal(state) ? "open" : "waiting";
  return { id, premises, about, name, state: now, reason: null };
}

const fromRow = ({ id, data }: Row): Proposal => ({
  id,
  premises: text(data.premises),
  about: text(data.about) as ProposalAbout,
  name: textOrNull(data.name),
  state: text(data.state) as Proposal["state"],
  reason: textOrNull(data.reason),
});
