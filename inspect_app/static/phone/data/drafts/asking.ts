/** Keeps in a draft what it asks to be put right. Loaded when it is needed. */
import type { Measure } from "../../rules/corrections";
import type { Connection } from "../connection";
import { uuid7 } from "../ids";
import type { CorrectionAsked, Draft, PhotoRole, Uuid } from "../types";
import { changeDraft } from "./change-draft";
import { canonical } from "./signed-content";

/** What is asked about one item; its id is drawn here and stays through all revisions. */
export type Wanted = Omit<CorrectionAsked, "id">;

export const makeAsking = (connection: Connection) => ({
  /** Brings a draft in line with what is asked now, unless it changed since: it is asked anew then. */
  ask: (id: Uuid, edits: number, wanted: readonly Wanted[]): Promise<void> =>
    connection.write(["drafts"], ["drafts"], async (tx) => {
      const draft = await tx.objectStore("drafts").get(id);
      if (draft?.edits === edits) await changeDraft(tx, id, (open) => put(open, withIds(open, wanted)));
    }),
  /** Notes a term of something on the order that has no answer of its own, as in scored tables. */
  chooseTerm: (id: Uuid, item: string, days: number): Promise<void> =>
    connection.write(["drafts"], ["drafts"], async (tx) => {
      await changeDraft(tx, id, (draft) => {
        draft.terms = { ...draft.terms, [item]: days };
        for (const one of draft.corrections ?? []) if (one.item === item) one.deadline_days = days;
      });
    }),
  /** Notes a measure that was chosen by hand; null takes the choice back. Photos of what is mended on the
   * spot are from before it, or from after it. */
  chooseMeasure: (id: Uuid, item: string, measure: Measure | null): Promise<void> =>
    connection.write(["drafts"], ["drafts"], async (tx) => {
      await changeDraft(tx, id, (draft) => {
        const { [item]: _, ...others } = draft.measures ?? {};
        draft.measures = measure === null ? others : { ...others, [item]: measure };
        const before: PhotoRole = measure === "on_the_spot" ? "before" : "evidence";
        const taken = draft.photos[item]?.map((photo) =>
          photo.role === "marked" || photo.role === before ? photo : { ...photo, role: before },
        );
        if (taken) draft.photos[item] = taken;
        // What is signed says the measure: whoever signed signs anew.
        const asked = draft.corrections?.flatMap((one) =>
          one.item !== item ? one : measure === null ? [] : { ...one, measure },
        );
        if (asked) put(draft, asked);
      });
    }),
});

const withIds = ({ corrections = [] }: Draft, wanted: readonly Wanted[]): CorrectionAsked[] =>
  wanted.map((one) => ({ id: corrections.find(({ item }) => item === one.item)?.id ?? uuid7(), ...one }));

function put(draft: Draft, asked: CorrectionAsked[]): void {
  if (asked.length) draft.corrections = asked;
  else delete draft.corrections;
}

/** Tells whether a draft asks for just this already. */
export const asksFor = (
  { corrections = [] }: Pick<Draft, "corrections">,
  wanted: readonly Wanted[],
): boolean => canonical(corrections.map(({ id, ...one }) => one)) === canonical(wanted);
