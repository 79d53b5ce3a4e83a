/** Says of a draft how its meeting went; loaded with the card that asks for it. */
import type { Store } from "..";
import type { Draft, Uuid } from "../types";
import { cleanText } from "./cleaning";

/** Saves why the meeting did not come about, and how a failure is handled; an empty text takes it back. */
export const setAcceptance = (
  { drafts }: Pick<Store, "drafts">,
  id: Uuid,
  given: { void?: string; handling?: string },
): Promise<Draft> =>
  drafts.change(id, (draft) => {
    if (!draft.acceptance) return;
    const { unit_work, ...known } = draft.acceptance;
    const said = Object.entries({ ...known, ...given }).map(([key, text]) => [key, cleanText(text)]);
    draft.acceptance = { unit_work, ...Object.fromEntries(said.filter(([, text]) => text?.trim())) };
  });
