/** The parts of a simulated page: store and engine as they are shipped, a look at what can be done, and what
 * other clients do. */
export { openStore } from "../data";
export { uuid7 } from "../data/ids";
export { failpoints } from "../data/failpoints";
export { FEWEST_IN_ROUND } from "../data/drafts/rounds";
export { runRound } from "../sync/round";
export { runAsLeader } from "../sync/leader";
export { signOut } from "../sync/session/leaving";

import { Changes } from "../data/changes";
import { instant } from "../data/clock";
import { Connection } from "../data/connection";
import { changeDraft } from "../data/drafts/change-draft";
import { UNTRIED } from "../data/drafts/body";
import { findSource } from "../data/drafts/repairs";
import { draftDigest } from "../data/drafts/signed-content";
import { StoreError } from "../data/errors";
import { listRows } from "../data/feed/rows";
import { digestOf, sha256 } from "../data/hash";
import { findStanding } from "../data/outbox/withdraw";
import { freeze } from "../data/outbox/small-records";
import { unsentInfo } from "../data/photos/bytes";
import { streamRange, type Reading, type TableName } from "../data/schema";
import type { Draft, InspectionBody, OutboxRecord } from "../data/types";

const BOXES = ["outbox", "sent"] satisfies TableName[];

async function opened<T>(name: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = new Connection(name, new Changes(`${name}:look`));
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Inspections of this partition that would open as a next revision and are not open. */
export const listMendable = (name: string): Promise<string[]> =>
  opened(name, (connection) =>
    connection.read(["rows", ...BOXES, "drafts", "photos"], async (tx) => {
      const rows = (await tx.objectStore("rows").getAll()).filter((row) => row.collection === "inspection");
      const ids: string[] = [];
      for (const id of new Set([...(await allOwn(tx)), ...rows].map((one) => one.id)))
        if (!(await tx.objectStore("drafts").get(id)) && (await findSource(tx, id))) ids.push(id);
      return ids;
    }),
  );

/** Inspections that their author may take back, as far as this phone knows. */
export const listWithdrawable = (name: string): Promise<string[]> =>
  opened(name, (connection) =>
    connection.read(["rows", ...BOXES], async (tx) => {
      const ids: string[] = [];
      for (const id of await inspectionsOf(tx))
        if (await findStanding(tx, id).catch(() => null)) ids.push(id);
      return ids;
    }),
  );

/** Inspections whose newest revision here takes them back. */
export const listWithdrawn = (name: string): Promise<string[]> =>
  opened(name, (connection) =>
    connection.read(BOXES, async (tx) => {
      const ids: string[] = [];
      for (const id of await inspectionsOf(tx)) if ((await newestOf(tx, id)).about.withdrawn) ids.push(id);
      return ids;
    }),
  );

/** What our phone never does: goes on with what was withdrawn. */
export const goOn = (name: string, id: string): Promise<OutboxRecord> =>
  opened(name, async (connection) => {
    const newest = await connection.read(BOXES, (tx) => newestOf(tx, id));
    const made_at = instant(Date.now());
    const { withdrawn, ...before } = JSON.parse(newest.body) as InspectionBody;
    const body = JSON.stringify({ ...before, sealed_at: made_at, reason: "not withdrawn" });
    const frozen = { body, digest: await digestOf(body), made_at };
    const { collection, blobs } = newest;
    const { withdrawn: _, ...about } = newest.about;
    const after = { rev: newest.rev + 1, base: newest.digest };
    const record: OutboxRecord = { collection, id, ...after, ...frozen, blobs, ...UNTRIED, about };
    await connection.write(BOXES, ["outbox"], (tx) => tx.objectStore("outbox").put(record));
    return record;
  });

/** What our phone never does: changes what was signed and lets the signature stand, in its list too. */
export const changeSigned = (name: string, id: string, item: string, note: string, inList: boolean) =>
  opened(name, async (connection) => {
    const draft = await connection.read(["drafts"], (tx) => tx.objectStore("drafts").get(id));
    if (!draft?.signatures.length) throw new StoreError("draft_gone");
    const change = (one: Draft) => {
      one.answers[item] = { value: "pass", ...one.answers[item], note };
      Object.assign(one, { foreign: true });
    };
    change(draft);
    const own = await draftDigest(draft);
    await connection.write(["drafts"], ["drafts"], (tx) =>
      changeDraft(tx, id, (one) => {
        change(one);
        for (const entry of inList ? (one.round ?? []) : [])
          if (entry.inspection === id) entry.content_digest = own;
      }),
    );
  });

/** Corrections that this partition was told of. */
export const listCorrections = (name: string): Promise<string[]> =>
  opened(name, (connection) =>
    connection.read(["rows"], async (tx) => (await listRows(tx, "correction")).map((row) => row.id)),
  );

/** Puts a move of a correction into the outbox, by what was last seen of it, with its photo. */
export const moveCorrection = (
  name: string,
  author: string,
  { correction, move, note }: { correction: string; move: string; note: string },
  bytes: ArrayBuffer | null,
): Promise<OutboxRecord> =>
  opened(name, async (connection) => {
    const row = await connection.read(["rows"], (tx) =>
      tx.objectStore("rows").get(["correction", correction]),
    );
    const hash = bytes && (await sha256(bytes));
    const photo = { sha256: hash, taken_at: instant(Date.now()), source: "camera", role: "after" };
    const asked = { correction, seen_rev: row!.data.steps, move, ...(note ? { note } : {}), how: "handed" };
    const fields = { ...asked, photos: hash ? [photo] : [] };
    const blobs = hash ? [{ sha256: hash, size: bytes.byteLength, type: "image/jpeg" }] : [];
    const record = await freeze(connection, author, {
      collection: "correction_step",
      fields,
      about: {},
      blobs,
    });
    await connection.write(["outbox", "photos", "bytes"], ["outbox"], async (tx) => {
      for (const blob of blobs) {
        const info = unsentInfo(blob.sha256, blob.size, blob.type);
        const { uploaded, receipted } = (await tx.objectStore("photos").get(blob.sha256)) ?? info;
        await tx.objectStore("bytes").put(bytes!, blob.sha256);
        await tx.objectStore("photos").put({ ...info, uploaded, receipted });
      }
      await tx.objectStore("outbox").put(record);
    });
    return record;
  });

const allOwn = async (tx: Reading): Promise<OutboxRecord[]> => [
  ...(await tx.objectStore("outbox").getAll()),
  ...(await tx.objectStore("sent").getAll()),
];

async function inspectionsOf(tx: Reading): Promise<Set<string>> {
  const own = (await allOwn(tx)).filter((one) => one.collection === "inspection");
  return new Set(own.map((one) => one.id));
}

async function newestOf(tx: Reading, id: string): Promise<OutboxRecord> {
  const range = streamRange("inspection", id);
  const own = [
    ...(await tx.objectStore("outbox").getAll(range)),
    ...(await tx.objectStore("sent").getAll(range)),
  ];
  return own.sort((a, b) => a.rev - b.rev).at(-1)!;
}
