/** Every change of a draft is read, made and written in one strict transaction. */
import { clean, cleanText, coarse } from "./cleaning";
import type { Connection } from "../connection";
import { instant } from "../clock";
import { StoreError } from "../errors";
import { forget, keptBy, PHOTO_TABLES } from "../photos/references";
import type { Writing } from "../schema";
import type { Answer, Draft, Position, Sha256, Uuid } from "../types";

async function changeDraft(tx: Writing, id: Uuid, change: (draft: Draft) => void): Promise<Draft> {
  const draft = await tx.objectStore("drafts").get(id);
  if (!draft) throw new StoreError("draft_gone");
  change(draft);
  draft.edits += 1;
  draft.saved_at = instant(Date.now());
  await tx.objectStore("drafts").put(draft);
  return draft;
}

/** The same for a change after which the draft may name fewer bytes: what nothing names any more goes. Needs `PHOTO_TABLES`. */
export async function changeAndForget(tx: Writing, id: Uuid, change: (draft: Draft) => void): Promise<Draft> {
  let before: Sha256[] = [];
  const draft = await changeDraft(tx, id, (open) => {
    before = keptBy(open);
    change(open);
  });
  const left = new Set(keptBy(draft));
  for (const hash of before) if (!left.has(hash)) await forget(tx, hash);
  return draft;
}

export function makeEdits(connection: Connection, author: Uuid) {
  const change = (id: Uuid, work: (draft: Draft) => void): Promise<Draft> =>
    connection.write(["drafts"], ["drafts"], (tx) => changeDraft(tx, id, work));
  const changeSigned = (id: Uuid, work: (draft: Draft) => void): Promise<Draft> =>
    connection.write(PHOTO_TABLES, ["drafts", "photos"], (tx) => changeAndForget(tx, id, work));

  return {
    /** Resolves when the answer is on the disk. Null takes the answer back. */
    answer: (id: Uuid, item: string, answer: Answer | null): Promise<Draft> =>
      change(id, (draft) => {
        if (answer === null) delete draft.answers[item];
        else draft.answers[item] = clean(answer);
      }),
    /** Changes the sheets of a scored checklist, and what hangs on them. */
    editSheets: (id: Uuid, work: (draft: Draft) => void): Promise<Draft> =>
      changeSigned(id, (draft) => {
        work(draft);
        draft.tables = clean(draft.tables ?? []);
      }),
    /** Where the inspector is; the app comes back to it after a reload or a crash. */
    setCurrentItem: (id: Uuid, item: string | null): Promise<Draft> =>
      change(id, (draft) => {
        draft.current_item = item;
      }),
    /** Call and await it before the camera opens: some phones kill the page behind the camera. Resolves to the number of
     * this opening: the photo that comes of it, once saved, clears it. */
    cameraOpens: async (id: Uuid, item: string): Promise<number> => {
      let opening = 0;
      await change(id, (draft) => {
        draft.current_item = item;
        draft.camera_item = item;
        draft.camera_opening = opening = (draft.camera_opening ?? 0) + 1;
      });
      return opening;
    },
    cameraClosed: (id: Uuid): Promise<Draft> =>
      change(id, (draft) => {
        draft.camera_item = null;
      }),
    /** One coarse point, or null with the reason why there is none. */
    setPosition: (id: Uuid, position: Position | null, why?: string): Promise<Draft> =>
      change(id, (draft) => {
        draft.position = position && coarse(position);
        delete draft.no_position;
        if (!position && why) draft.no_position = cleanText(why);
      }),
    /** The second inspector, who signs on this phone; null takes the choice and the signature back. Throws `same_inspector`. */
    setSecond: (id: Uuid, user: Uuid | null): Promise<Draft> =>
      changeSigned(id, (draft) => {
        if (user === author) throw new StoreError("same_inspector");
        if (draft.inspectors[1]?.user === (user ?? undefined)) return;
        draft.signatures = draft.signatures.filter(
          (signature) => signature.role !== "inspector" || signature.user === author,
        );
        draft.inspectors = [
          { user: author, cosigned: "self" },
          ...(user ? [{ user, cosigned: "signature" as const }] : []),
        ];
      }),
    /** The person present will not sign; null takes it back. */
    refuse: (id: Uuid, reason: string | null): Promise<Draft> =>
      changeSigned(id, (draft) => {
        draft.refusal = reason === null ? null : { reason: cleanText(reason) };
        if (reason !== null)
          draft.signatures = draft.signatures.filter((signature) => signature.role !== "present");
      }),
    /** Why the meeting did not come about, and how a failure is handled; an empty text takes it back. */
    setAcceptance: (id: Uuid, given: { void?: string; handling?: string }): Promise<Draft> =>
      change(id, (draft) => {
        if (!draft.acceptance) return;
        const { unit_work, ...known } = draft.acceptance;
        const said = Object.entries({ ...known, ...given }).map(([key, text]) => [key, cleanText(text)]);
        draft.acceptance = { unit_work, ...Object.fromEntries(said.filter(([, text]) => text?.trim())) };
      }),
    /** Why a sealed inspection is changed (revision 2 and later). */
    setReason: (id: Uuid, reason: string): Promise<Draft> =>
      change(id, (draft) => {
        draft.reason = cleanText(reason);
      }),
  };
}
