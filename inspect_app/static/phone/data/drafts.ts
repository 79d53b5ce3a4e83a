/** Inspections under way. Every change is read, made and written in one strict transaction. */
import type { Connection } from "./connection";
import { clockAt, instant, offsetOf, shanghaiDay, type Seen } from "./clock";
import { StoreError } from "./errors";
import { uuid7 } from "./ids";
import type { makeChecklists } from "./catalogue";
import { forget, hashesOf } from "./references";
import type { TableName, Writing } from "./schema";
import type { Answer, Draft, Position, Uuid } from "./types";

/** The server refuses NUL and half surrogates, and with them the whole record: they never get in. */
export const cleanText = (text: string): string => text.replace(/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "");
const clean = <T>(value: T): T => JSON.parse(JSON.stringify(value), (_key, part) => (typeof part === "string" ? cleanText(part) : part)) as T;

/** One coarse point is enough: four decimals are about ten metres. */
const coarse = ({ lat, lng, accuracy_m }: Position): Position =>
  ({ lat: Math.round(lat * 1e4) / 1e4, lng: Math.round(lng * 1e4) / 1e4, accuracy_m: Math.ceil(accuracy_m) });

export async function changeDraft(tx: Writing, id: Uuid, change: (draft: Draft) => void): Promise<Draft> {
  const draft = await tx.objectStore("drafts").get(id);
  if (!draft) throw new StoreError("draft_gone");
  change(draft);
  draft.edits += 1;
  draft.saved_at = instant(Date.now());
  await tx.objectStore("drafts").put(draft);
  return draft;
}

export function makeDrafts(connection: Connection, author: Uuid, checklists: ReturnType<typeof makeChecklists>) {
  const change = (id: Uuid, work: (draft: Draft) => void): Promise<Draft> =>
    connection.write(["drafts"], ["drafts"], (tx) => changeDraft(tx, id, work));

  return {
    /** Newest first. */
    all: async (): Promise<Draft[]> => (await connection.read(["drafts"], (tx) => tx.objectStore("drafts").getAll())).reverse(),
    get: async (id: Uuid): Promise<Draft | null> => (await connection.read(["drafts"], (tx) => tx.objectStore("drafts").get(id))) ?? null,

    /** Begins an inspection now. Give `visit` of another draft when both belong to one opening of the door.
     * Throws `unknown_premises` or `no_checklist`. */
    async start(premisesId: Uuid, { visit = uuid7() }: { visit?: Uuid } = {}): Promise<Draft> {
      const now = Date.now();
      const { row, seen } = await connection.read(["rows", "meta"], async (tx) => ({
        row: await tx.objectStore("rows").get(["premises", premisesId]),
        seen: ((await tx.objectStore("meta").get("seen")) as Seen | undefined) ?? null,
      }));
      if (!row) throw new StoreError("unknown_premises");
      const data = row.data as { kind: string; name: string; attrs?: Record<string, unknown> };
      const on = shanghaiDay(now, offsetOf(seen));
      const checklist = await checklists.forKind(data.kind, on);
      if (!checklist) throw new StoreError("no_checklist");
      const { code, version, sha256 } = checklist;
      const draft: Draft = {
        id: uuid7(now), author, visit, on, started_at: instant(now), clock: clockAt(seen, now),
        premises: { id: premisesId, kind: data.kind, attrs: data.attrs ?? {} }, checklist: { code, version, sha256 },
        inspectors: [{ user: author, cosigned: "self" }], position: null, answers: {}, photos: {}, signatures: [], refusal: null,
        rev: 1, base: null, returned: [], premises_name: data.name,
        current_item: null, camera_item: null, edits: 0, saved_at: instant(now),
      };
      await connection.write(["drafts", "rows", "pinned"], ["drafts"], async (tx) => {
        await pinChecklist(tx, sha256);
        await tx.objectStore("drafts").add(draft);
      });
      return draft;
    },

    /** Resolves when the answer is on the disk. Null takes the answer back. */
    answer: (id: Uuid, item: string, answer: Answer | null): Promise<Draft> => change(id, (draft) => {
      if (answer === null) delete draft.answers[item];
      else draft.answers[item] = clean(answer);
    }),
    /** Where the inspector is; the app comes back to it after a reload or a crash. */
    setCurrentItem: (id: Uuid, item: string | null): Promise<Draft> => change(id, (draft) => { draft.current_item = item; }),
    /** Call and await it before the camera opens: some phones kill the page behind the camera. Cleared by the photo's arrival. */
    cameraOpens: (id: Uuid, item: string): Promise<Draft> => change(id, (draft) => { draft.current_item = item; draft.camera_item = item; }),
    cameraClosed: (id: Uuid): Promise<Draft> => change(id, (draft) => { draft.camera_item = null; }),
    /** One coarse point, or null with the reason why there is none. */
    setPosition: (id: Uuid, position: Position | null, why?: string): Promise<Draft> => change(id, (draft) => {
      draft.position = position && coarse(position);
      delete draft.no_position;
      if (!position && why) draft.no_position = cleanText(why);
    }),
    /** The second inspector, who signs on this phone; null takes the choice and the signature back. Throws `same_inspector`. */
    setSecond: (id: Uuid, user: Uuid | null): Promise<Draft> => change(id, (draft) => {
      if (user === author) throw new StoreError("same_inspector");
      if (draft.inspectors[1]?.user === (user ?? undefined)) return;
      draft.signatures = draft.signatures.filter((signature) => signature.role !== "inspector" || signature.user === author);
      draft.inspectors = [{ user: author, cosigned: "self" }, ...(user ? [{ user, cosigned: "signature" as const }] : [])];
    }),
    /** The person present will not sign; null takes it back. */
    refuse: (id: Uuid, reason: string | null): Promise<Draft> => change(id, (draft) => {
      draft.refusal = reason === null ? null : { reason: cleanText(reason) };
      if (reason !== null) draft.signatures = draft.signatures.filter((signature) => signature.role !== "present");
    }),
    /** Why a sealed inspection is changed (revision 2 and later). */
    setReason: (id: Uuid, reason: string): Promise<Draft> => change(id, (draft) => { draft.reason = cleanText(reason); }),

    /** Throws the draft away with the photos that nothing else names. Its last backup stays noted: it shall not come back from the server. */
    discard: (id: Uuid): Promise<void> => connection.write(["drafts", "photos", "bytes", "outbox", "sent"] satisfies TableName[], ["drafts", "photos"], async (tx) => {
      const draft = await tx.objectStore("drafts").get(id);
      if (!draft) return;
      await tx.objectStore("drafts").delete(id);
      for (const hash of hashesOf(draft)) await forget(tx, hash);
    }),
  };
}

/** A checklist in use must stay readable when the cache is dropped. */
export async function pinChecklist(tx: Writing, sha256: string): Promise<void> {
  const rows = await tx.objectStore("rows").getAll(IDBKeyRange.bound(["checklist"], ["checklist", []]));
  const found = rows.find((row) => row.data["sha256"] === sha256);
  if (found) await tx.objectStore("pinned").put({ ...found.data, sha256 });
}
