/** Inspections under way: begun, found again, thrown away. */
import type { Connection } from "../connection";
import { clockAt, instant, offsetOf, shanghaiDay } from "../clock";
import { makeEdits } from "./draft-edits";
import { StoreError } from "../errors";
import { uuid7 } from "../ids";
import type { makeChecklists } from "../feed/catalogue";
import { lastSeen } from "../meta";
import { nameOf } from "./names";
import { pinChecklist } from "../feed/pinning";
import { prefill } from "./prefill";
import { forget, keptBy, PHOTO_TABLES } from "../photos/references";
import type { AcceptanceRef, Draft, Premises, Uuid } from "../types";
import { findEarlierToday } from "./visits";

/** `code`: which checklist, where a kind has several. */
export interface Begin {
  code?: string;
  acceptance?: AcceptanceRef;
}

export function makeDrafts(
  connection: Connection,
  author: Uuid,
  checklists: ReturnType<typeof makeChecklists>,
) {
  return {
    ...makeEdits(connection, author),
    /** Newest first. */
    all: async (): Promise<Draft[]> =>
      (await connection.read(["drafts"], (tx) => tx.objectStore("drafts").getAll())).reverse(),
    get: async (id: Uuid): Promise<Draft | null> =>
      (await connection.read(["drafts"], (tx) => tx.objectStore("drafts").get(id))) ?? null,

    /** Begins an inspection now. What the same person does at the same premises on the same day is one visit.
     * Throws `unknown_premises` or `no_checklist`. */
    async start(premisesId: Uuid, { code: wanted, acceptance }: Begin = {}): Promise<Draft> {
      const now = Date.now();
      const { row, seen, name } = await connection.read(["rows", "meta"], async (tx) => ({
        row: await tx.objectStore("rows").get(["premises", premisesId]),
        seen: await lastSeen(tx),
        name: await nameOf(tx, premisesId, acceptance),
      }));
      if (!row) throw new StoreError("unknown_premises");
      const data = row.data as { kind: string; attrs?: Record<string, unknown>; last?: Premises["last"] };
      const on = shanghaiDay(now, offsetOf(seen));
      const offered = await checklists.forKind(data.kind, on);
      const checklist = wanted ? offered.find((one) => one.code === wanted) : offered[0];
      if (!checklist) throw new StoreError("no_checklist");
      const { code, version, sha256 } = checklist;
      const { visit, second } = await findEarlierToday(connection, premisesId, on);
      const draft: Draft = {
        id: uuid7(now),
        author,
        visit: visit ?? uuid7(now),
        on,
        started_at: instant(now),
        clock: clockAt(seen, now),
        premises: { id: premisesId, kind: data.kind, attrs: data.attrs ?? {} },
        checklist: { code, version, sha256 },
        inspectors: [{ user: author, cosigned: "self" }, ...(second ? [second] : [])],
        position: null,
        answers: prefill(checklist.object, { attrs: data.attrs ?? {}, last: data.last ?? null }),
        ...(acceptance ? { acceptance } : {}),
        photos: {},
        signatures: [],
        refusal: null,
        rev: 1,
        base: null,
        returned: [],
        premises_name: name,
        current_item: null,
        camera_item: null,
        edits: 0,
        saved_at: instant(now),
      };
      await connection.write(["drafts", "rows", "pinned"], ["drafts"], async (tx) => {
        await pinChecklist(tx, sha256);
        await tx.objectStore("drafts").add(draft);
      });
      return draft;
    },

    /** Throws the draft away with the photos that nothing else names. Its last backup stays noted: it shall not come back from the server. */
    discard: (id: Uuid): Promise<void> =>
      connection.write(PHOTO_TABLES, ["drafts", "photos"], async (tx) => {
        const draft = await tx.objectStore("drafts").get(id);
        if (!draft) return;
        await tx.objectStore("drafts").delete(id);
        for (const hash of keptBy(draft)) await forget(tx, hash);
      }),
  };
}
