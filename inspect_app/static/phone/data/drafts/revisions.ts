/** Opens a returned or refused inspection again as a draft of the next revision, without a network. */
import { UNTOUCHED } from "./begin";
import { coarse } from "./cleaning";
import type { Connection } from "../connection";
import { instant } from "../clock";
import { nameOf } from "./names";
import { pinChecklist } from "../feed/pinning";
import { dropHashes, nameAtServer } from "../photos/references";
import { StoreError } from "../errors";
import { findBroken, findSource, type Source } from "./repairs";
import type { TableName } from "../schema";
import type { Draft, InspectionBody, Instant, Sha256, SignatureRef, Uuid } from "../types";

type UnboundSignature = Omit<SignatureRef, "signed_at" | "content_digest" | "rev">;

const TABLES = ["rows", "pinned", "drafts", "photos", "outbox", "sent"] satisfies TableName[];

/** Returns the draft that is open already, or throws `no_revision` when there is nothing to mend. */
export function startRevision(connection: Connection, id: Uuid): Promise<Draft> {
  return connection.write(TABLES, ["drafts"], async (tx) => {
    const open = await tx.objectStore("drafts").get(id);
    if (open) return open;
    const source = await findSource(tx, id);
    if (!source) throw new StoreError("no_revision");
    const draft = draftOf(id, source);
    dropHashes(draft, await findBroken(tx, source.blobs));
    draft.premises_name = await nameOf(tx, draft.premises.id, draft.acceptance);
    await nameAtServer(tx, source.blobs, draft.saved_at);
    await pinChecklist(tx, draft.checklist.sha256);
    await tx.objectStore("drafts").put(draft);
    return draft;
  });
}

function draftOf(id: Uuid, { body, rev, base, returned, item }: Source): Draft {
  const { schema, app, sealed_at, reason, ...inspection } = JSON.parse(body) as InspectionBody;
  // Read again: IndexedDB keeps what is one object one, and an answer that changes would change `before` too.
  const { answers, tables, acceptance } = JSON.parse(body) as InspectionBody;
  return {
    ...inspection,
    signatures: inspection.signatures.map((one) => bound(one, rev, base, sealed_at)),
    before: { answers, ...(tables ? { tables } : {}), ...(acceptance ? { acceptance } : {}) },
    position: inspection.position && coarse(inspection.position), // another client may have sent a finer one
    id,
    rev,
    base,
    returned,
    premises_name: "",
    ...UNTOUCHED,
    current_item: item,
    saved_at: instant(Date.now()),
  };
}

/** Version 1 of the wire did not say what a signature was given for: it is repeated as one of its revision. */
export function bound(
  signature: SignatureRef | UnboundSignature,
  rev: number,
  base: Sha256 | null,
  sealed_at: Instant,
): SignatureRef {
  if ("rev" in signature) return signature;
  return { ...signature, signed_at: sealed_at, content_digest: null, rev: base === null ? rev : rev - 1 };
}
