/** Begins an inspection: finds its premises and its checklist and writes the first draft. */
import type { Connection } from "../connection";
import { clockAt, instant, offsetOf, shanghaiDay, type Seen } from "../clock";
import { StoreError } from "../errors";
import type { makeChecklists } from "../feed/catalogue";
import { premisesOf } from "../feed/decoders";
import { pinChecklist } from "../feed/pinning";
import { uuid7 } from "../ids";
import { lastSeen } from "../meta";
import { nameOf } from "./names";
import { prefill } from "./prefill";
import type { AcceptanceRef, Day, Draft, Inspector, Premises, PublishedChecklist, Uuid } from "../types";
import { findEarlierToday, type Place } from "./visits";

/** What an inspection begins with. `code`: which checklist, where a kind has several. */
export interface Begin {
  code?: string;
  acceptance?: AcceptanceRef;
}
type Checklists = Pick<ReturnType<typeof makeChecklists>, "forKind">;

/** Begins an inspection now. What the same person does at the same premises on the same day is one visit.
 * Throws `unknown_premises` or `no_checklist`. */
export async function beginDraft(
  connection: Connection,
  checklists: Checklists,
  author: Uuid,
  premisesId: Uuid,
  { code, acceptance }: Begin,
): Promise<Draft> {
  const now = Date.now();
  const { row, seen, name } = await connection.read(["rows", "meta"], async (tx) => ({
    row: await tx.objectStore("rows").get(["premises", premisesId]),
    seen: await lastSeen(tx),
    name: await nameOf(tx, premisesId, acceptance),
  }));
  if (!row) throw new StoreError("unknown_premises");
  const premises = premisesOf(row);
  const on = shanghaiDay(now, offsetOf(seen));
  const checklist = await chooseChecklist(checklists, premises.kind, on, code);
  const { visit, second, place } = await findEarlierToday(connection, premisesId, on);
  const inspectors: Inspector[] = [{ user: author, cosigned: "self" }, ...(second ? [second] : [])];
  const given = {
    author,
    visit,
    on,
    inspectors,
    premises_name: name,
    place,
    ...(acceptance ? { acceptance } : {}),
  };
  const draft = newDraft(now, seen, premises, checklist, given);
  await connection.write(["drafts", "rows", "pinned"], ["drafts"], async (tx) => {
    await pinChecklist(tx, checklist.sha256);
    await tx.objectStore("drafts").add(draft);
  });
  return draft;
}

async function chooseChecklist(
  checklists: Checklists,
  kind: string,
  on: Day,
  code: string | undefined,
): Promise<PublishedChecklist> {
  const offered = await checklists.forKind(kind, on);
  const checklist = code ? offered.find((each) => each.code === code) : offered[0];
  if (!checklist) throw new StoreError("no_checklist");
  return checklist;
}

const newDraft = (
  now: number,
  seen: Seen | null,
  premises: Premises,
  { code, version, sha256, object }: PublishedChecklist,
  {
    place,
    ...given
  }: Pick<Draft, "author" | "on" | "inspectors" | "premises_name" | "acceptance"> & {
    visit: Uuid | null;
    place: Place;
  },
): Draft => ({
  ...given,
  id: uuid7(now),
  visit: given.visit ?? uuid7(now),
  started_at: instant(now),
  clock: clockAt(seen, now),
  premises: { id: premises.id, kind: premises.kind, attrs: premises.attrs },
  checklist: { code, version, sha256 },
  ...place,
  recusal: { none: true },
  answers: prefill(object, premises),
  photos: {},
  signatures: [],
  refusal: null,
  rev: 1,
  base: null,
  returned: [],
  ...UNTOUCHED,
  saved_at: instant(now),
});

/** What every draft begins with. */
export const UNTOUCHED = { current_item: null, camera_item: null, edits: 0 } as const;
