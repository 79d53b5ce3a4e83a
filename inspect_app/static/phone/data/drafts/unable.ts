/** Says of a draft that nothing could be inspected; loaded with the screen that asks for it. */
import type { Store } from "..";
import { UNABLE } from "../../rules/unable";
import type { Draft, Unable, Uuid } from "../types";
import { clean } from "./cleaning";

/** Saves why nothing could be inspected, which nobody signs; null takes it back with its photos. */
export const setUnable = (
  { drafts }: Pick<Store, "drafts">,
  id: Uuid,
  given: Partial<Unable> | null,
): Promise<Draft> => drafts.change(id, (draft) => (given ? say(draft, given) : takeBack(draft)));

function say(draft: Draft, given: Partial<Unable>): void {
  draft.unable = { why: "closed", reason: "", ...draft.unable, ...clean(given) };
  if (!draft.unable.no_photo?.trim()) delete draft.unable.no_photo;
  draft.signatures = [];
  draft.refusal = null;
}

function takeBack(draft: Draft): void {
  delete draft.unable;
  delete draft.photos[UNABLE];
}
