/** The edits of a draft; each resolves when it is on the disk. */
import { changeAndForget, changeDraft } from "./change-draft";
import { clean, cleanText, coarse } from "./cleaning";
import type { Connection } from "../connection";
import { StoreError } from "../errors";
import { PHOTO_TABLES } from "../photos/references";
import type { Answer, Draft, Position, Uuid } from "../types";

type Change = (id: Uuid, work: (draft: Draft) => void) => Promise<Draft>;

export function makeEdits(connection: Connection, author: Uuid) {
  const change: Change = (id, work) =>
    connection.write(["drafts"], ["drafts"], (tx) => changeDraft(tx, id, work));
  const changeSigned: Change = (id, work) =>
    connection.write(PHOTO_TABLES, ["drafts", "photos"], (tx) => changeAndForget(tx, id, work));
  return {
    /** Changes a draft by a rule of its own, and erases the bytes that nothing names after it. */
    change: changeSigned,
    ...answerEdits(change, changeSigned),
    ...cameraEdits(change),
    ...visitEdits(change),
    ...peopleEdits(changeSigned, author),
  };
}

const answerEdits = (change: Change, changeSigned: Change) => ({
  /** Saves the answer of one item; null takes it back. */
  answer: (id: Uuid, item: string, answer: Answer | null): Promise<Draft> =>
    change(id, (draft) => {
      if (answer === null) delete draft.answers[item];
      else draft.answers[item] = clean(answer);
    }),
  /** Notes a term that was chosen by hand: it outlives the answer it was chosen for. */
  chooseTerm: (id: Uuid, item: string, days: number): Promise<Draft> =>
    change(id, (draft) => {
      draft.terms = { ...draft.terms, [item]: days };
    }),
  /** Changes the sheets of a scored checklist, and what hangs on them. */
  editSheets: (id: Uuid, work: (draft: Draft) => void): Promise<Draft> =>
    changeSigned(id, (draft) => {
      work(draft);
      draft.tables = clean(draft.tables ?? []);
    }),
});

const cameraEdits = (change: Change) => ({
  /** Notes where the inspector is; the app comes back to it after a reload or a crash. */
  setCurrentItem: (id: Uuid, item: string | null): Promise<Draft> =>
    change(id, (draft) => {
      draft.current_item = item;
    }),
  /** Notes that a camera opens; await it first, as some phones kill the page behind the camera. Resolves
   * to the number of this opening: the photo that comes of it, once saved, clears it. */
  cameraOpens: async (id: Uuid, item: string): Promise<number> => {
    let opening = 0;
    await change(id, (draft) => {
      opening = (draft.camera_opening ?? 0) + 1;
      draft.current_item = item;
      draft.camera_item = item;
      draft.camera_opening = opening;
    });
    return opening;
  },
  cameraClosed: (id: Uuid): Promise<Draft> =>
    change(id, (draft) => {
      draft.camera_item = null;
    }),
});

const visitEdits = (change: Change) => ({
  /** Saves one coarse point, or null with the reason why there is none. */
  setPosition: (id: Uuid, position: Position | null, why?: string): Promise<Draft> =>
    change(id, (draft) => {
      draft.position = position && coarse(position);
      delete draft.no_position;
      if (!position && why) draft.no_position = cleanText(why);
    }),
  /** Saves why a sealed inspection is changed (revision 2 and later). */
  setReason: (id: Uuid, reason: string): Promise<Draft> =>
    change(id, (draft) => {
      draft.reason = cleanText(reason);
    }),
  /** Saves why nobody signs a later revision with other verdicts or deadlines. */
  setNotResigned: (id: Uuid, reason: string): Promise<Draft> =>
    change(id, (draft) => {
      draft.not_resigned = cleanText(reason);
    }),
  /** Notes the name of the person present while nobody has signed under it; the signature carries it. */
  namePresent: (id: Uuid, name: string): Promise<Draft> =>
    change(id, (draft) => {
      draft.present_name = cleanText(name);
    }),
});

const peopleEdits = (change: Change, author: Uuid) => ({
  /** Sets the second inspector; null takes the choice and the signature back. Throws `same_inspector`. */
  setSecond: (id: Uuid, user: Uuid | null): Promise<Draft> =>
    change(id, (draft) => {
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
  /** Notes that the person present will not sign; null takes it back. */
  refuse: (id: Uuid, reason: string | null): Promise<Draft> =>
    change(id, (draft) => {
      draft.refusal = reason === null ? null : { reason: cleanText(reason) };
      if (reason !== null)
        draft.signatures = draft.signatures.filter((signature) => signature.role !== "present");
    }),
});
