/** Opens a returned or refused inspection again as a draft of the next revision, without a network. */
import type { Connection } from "./connection";
import { instant } from "./clock";
import { pinChecklist } from "./pinning";
import { StoreError } from "./errors";
import { isFinal } from "./moves";
import type { Reading, TableName } from "./schema";
import type {
  BlobRef,
  Draft,
  InspectionBody,
  InspectionRow,
  OutboxRecord,
  Remark,
  Sha256,
  Uuid,
} from "./types";

const TABLES = ["rows", "pinned", "drafts", "photos", "outbox", "sent"] satisfies TableName[];

interface Source {
  body: string;
  blobs: BlobRef[];
  rev: number;
  base: Sha256 | null;
  returned: Remark[];
}

/** Returns the draft that is open already, or throws `no_revision` when there is nothing to mend. */
export function startRevision(connection: Connection, id: Uuid): Promise<Draft> {
  return connection.write(TABLES, ["drafts"], async (tx) => {
    const open = await tx.objectStore("drafts").get(id);
    if (open) return open;
    const source = await findSource(tx as unknown as Reading, id);
    if (!source) throw new StoreError("no_revision");
    const draft = draftOf(id, source);
    dropBroken(draft, await findBroken(tx as unknown as Reading, source.blobs));
    const premises = await tx.objectStore("rows").get(["premises", draft.premises.id]);
    draft.premises_name = String(premises?.data["name"] ?? "");
    for (const blob of source.blobs) {
      const known = await tx.objectStore("photos").get(blob.sha256);
      // Never taken on this phone: the server holds the bytes, this phone only names them.
      if (!known)
        await tx
          .objectStore("photos")
          .put({ ...blob, here: false, uploaded: true, receipted: false, saved_at: draft.saved_at });
    }
    await pinChecklist(tx, draft.checklist.sha256);
    await tx.objectStore("drafts").put(draft);
    return draft;
  });
}

async function findSource(tx: Reading, id: Uuid): Promise<Source | null> {
  const range = IDBKeyRange.bound(["inspection", id], ["inspection", id, []]);
  const own = [
    ...(await tx.objectStore("outbox").getAll(range)),
    ...(await tx.objectStore("sent").getAll(range)),
  ];
  const newest = own
    .filter((record) => record.state !== "replaced")
    .sort((a, b) => a.rev - b.rev)
    .at(-1);
  const row = (await tx.objectStore("rows").get(["inspection", id]))?.data as unknown as
    InspectionRow | undefined;
  if (row?.state === "returned" && row.body && row.rev >= (newest?.rev ?? 0)) {
    return {
      body: row.body,
      blobs: row.blobs ?? [],
      rev: row.rev + 1,
      base: row.digest,
      returned: row.returned ?? [],
    };
  }
  return newest ? fromRecord(newest, await findBroken(tx, newest.blobs)) : null;
}

/** What was never stored is mended under the same number; what was stored, counted or not, under the next. */
function fromRecord(
  { body, blobs, rev, base, digest, state }: OutboxRecord,
  broken: Set<Sha256>,
): Source | null {
  if (state === "never") return { body, blobs, rev, base, returned: [] };
  const cannotArrive = broken.size > 0 && !isFinal(state);
  return state === "fix" || cannotArrive ? { body, blobs, rev: rev + 1, base: digest, returned: [] } : null;
}

/** Photos that will never be at the server: rotten here, or unreadable there. The next revision goes without them. */
async function findBroken(tx: Reading, blobs: BlobRef[]): Promise<Set<Sha256>> {
  const infos = await Promise.all(blobs.map((blob) => tx.objectStore("photos").get(blob.sha256)));
  return new Set(
    infos.flatMap((info) =>
      info && !info.uploaded && (info.spoiled || info.unreadable) ? [info.sha256] : [],
    ),
  );
}

function dropBroken(draft: Draft, broken: Set<Sha256>): void {
  draft.signatures = draft.signatures.filter((ref) => !broken.has(ref.sha256));
  for (const [item, photos] of Object.entries(draft.photos)) {
    const left = photos.filter((ref) => !broken.has(ref.sha256));
    if (left.length) draft.photos[item] = left;
    else delete draft.photos[item];
  }
}

function draftOf(id: Uuid, { body, rev, base, returned }: Source): Draft {
  const { schema, app, sealed_at, reason, ...kept } = JSON.parse(body) as InspectionBody;
  return {
    ...kept,
    id,
    rev,
    base,
    returned,
    premises_name: "",
    current_item: returned[0]?.item ?? null,
    camera_item: null,
    edits: 0,
    saved_at: instant(Date.now()),
  };
}
