/** The store: all that the phone saves, one partition per user. The only code that opens IndexedDB. */
import { makeBallast } from "./photos/ballast";
import { makeBox, makeInspections } from "./outbox/boxes";
import { makeChecklists, makePeople, makePremises } from "./feed/catalogue";
import { Changes } from "./changes";
import { Connection } from "./connection";
import { makeCosignatures } from "./outbox/cosignatures";
import { makeDrafts } from "./drafts/drafts";
import { StoreError } from "./errors";
import { makeElsewhere } from "./drafts/elsewhere";
import { makeMeta } from "./meta";
import { makePhotos, type Shrink } from "./photos/photos";
import { startRevision } from "./drafts/revisions";
import { makeScans } from "./outbox/scans";
import { seal, type Sealing } from "./drafts/seal";
import type { Draft, OutboxRecord, Topic, User, Uuid } from "./types";
import { makeWire } from "./outbox/wire";

export { countAnswered } from "./drafts/answered";
export { currentUser, watchUser } from "./device";
export { lockDraft, type Editor } from "./drafts/draft-lock";
export { StoreError };
export type { StoreErrorCode } from "./errors";
export type { Begin } from "./drafts/begin";
export { isVoid } from "./drafts/signed-content";
export { hashesOf, isPhoto, MOST_BLOBS } from "./photos/references";
export type { RescueEnd, RescueSize } from "./outbox/rescue";
export type { DraftElsewhere } from "./drafts/elsewhere";
export type * from "./types";

/** Loaded with the screens that take photos: the first load is light. */
const shrink: Shrink = async (file) => {
  const small = await (await import("./photos/shrink")).shrink(file);
  if (typeof small === "string") throw new StoreError(small);
  return small;
};

export type Store = ReturnType<typeof openStore>;

/** Opens one user's partition; its database opens at the first read. Promises reject with a `StoreError`. */
export function openStore(
  user: User,
  { shrinkWith = shrink, name = `inspect:${user.id}` }: { shrinkWith?: Shrink; name?: string } = {},
) {
  const changes = new Changes(name);
  const connection = new Connection(name, changes);
  const checklists = makeChecklists(connection);
  const photos = makePhotos(connection, shrinkWith);

  return {
    user,
    /** Calls back after every change of a topic, in any tab; read again then. Returns the way to stop. */
    watch: (topics: Topic[], listener: (changed: Topic[]) => void): (() => void) =>
      changes.watch(topics, listener),
    premises: makePremises(connection),
    checklists,
    people: makePeople(connection),
    drafts: makeDrafts(connection, user.id, checklists),
    photos,
    /** Freezes the draft and puts it into the outbox, in one transaction. Ask the rules first; `withCode`
     * draws a one-time code for whoever has to put things right. */
    seal: (draftId: Uuid, how: Sealing = {}): Promise<OutboxRecord> => seal(connection, draftId, how),
    /** Opens revision n + 1 of an inspection that was returned or that the server could not take, offline. */
    startRevision: (inspectionId: Uuid): Promise<Draft> => startRevision(connection, inspectionId),
    /** Takes back a sealed inspection that nobody approved; loaded when it is needed. */
    withdraw: async (id: Uuid, reason: string): Promise<void> =>
      (await import("./outbox/withdraw")).withdraw(connection, id, reason),
    /** The records that are not proven to be at the server. */
    outbox: makeBox(connection, "outbox"),
    /** The records that a verified receipt covers, for 30 days. */
    sent: makeBox(connection, "sent"),
    inspections: makeInspections(connection),
    /** The drafts of this user on other phones. */
    elsewhere: makeElsewhere(connection),
    scans: makeScans(connection, user.id),
    /** The questions whether a signature under this user's name is his. */
    cosignatures: makeCosignatures(connection, user.id),
    /** What this user proposes about the register; loaded when it is needed. */
    proposals: async () =>
      (await import("./outbox/proposals")).makeProposals(connection, user.id, shrinkWith),
    /** What a draft asks to be put right; loaded when it is needed. */
    asking: async () => (await import("./drafts/asking")).makeAsking(connection),
    /** What failed and is to be put right; loaded when it is needed. */
    corrections: async () =>
      (await import("./outbox/corrections")).makeCorrections(connection, user.id, shrinkWith),
    meta: makeMeta(connection),
    ballast: makeBallast(connection),
    /** Takes signatures for several drafts at once; loaded when it is needed. */
    rounds: async () => (await import("./drafts/rounds")).makeRounds(connection, user.id),
    /** Takes a signature that somebody gave with a key of his own; loaded when it is needed. */
    proven: async () => (await import("./drafts/proven")).makeProven(connection),
    /** Saves to a file what cannot be sent; loaded when it is needed. */
    rescue: async () => (await import("./outbox/rescue")).makeRescue(connection, user),
    /** What `sync/` alone may call. */
    wire: makeWire(connection, user.id),
    close: () => connection.close(),
  };
}
