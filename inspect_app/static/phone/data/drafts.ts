/** Inspections under way: begun, found again, thrown away. */
import type { Connection } from "./connection";
import { clockAt, instant, offsetOf, shanghaiDay } from "./clock";
import { makeEdits } from "./draft-edits";
import { StoreError } from "./errors";
import { uuid7 } from "./ids";
import type { makeChecklists } from "./catalogue";
import { lastSeen } from "./meta";
import { pinChecklist } from "./pinning";
import { forget, hashesOf, PHOTO_TABLES } from "./references";
import type { Draft, Uuid } from "./types";

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

    /** Begins an inspection now. Give `visit` of another draft when both belong to one opening of the door.
     * Throws `unknown_premises` or `no_checklist`. */
    async start(premisesId: Uuid, { visit = uuid7() }: { visit?: Uuid } = {}): Promise<Draft> {
      const now = Date.now();
      const { row, seen } = await connection.read(["rows", "meta"], async (tx) => ({
        row: await tx.objectStore("rows").get(["premises", premisesId]),
        seen: await lastSeen(tx),
      }));
      if (!row) throw new StoreError("unknown_premises");
      const data = row.data as { kind: string; name: string; attrs?: Record<string, unknown> };
      const on = shanghaiDay(now, offsetOf(seen));
      const checklist = await checklists.forKind(data.kind, on);
      if (!checklist) throw new StoreError("no_checklist");
      const { code, version, sha256 } = checklist;
      const draft: Draft = {
        id: uuid7(now),
        author,
        visit,
        on,
        started_at: instant(now),
        clock: clockAt(seen, now),
        premises: { id: premisesId, kind: data.kind, attrs: data.attrs ?? {} },
        checklist: { code, version, sha256 },
        inspectors: [{ user: author, cosigned: "self" }],
        position: null,
        answers: {},
        photos: {},
        signatures: [],
        refusal: null,
        rev: 1,
        base: null,
        returned: [],
        premises_name: data.name,
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
        for (const hash of hashesOf(draft)) await forget(tx, hash);
      }),
  };
}
