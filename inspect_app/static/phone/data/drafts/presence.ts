/** Saves what is said of the place and of recusal at the seal. */
import type { Store } from "..";
import type { Draft, Uuid } from "../types";
import { cleanText } from "./cleaning";

type Drafts = Pick<Store, "drafts">;

/** Saves why the position is far from the registered place; empty takes it back. */
export const setFar = ({ drafts }: Drafts, id: Uuid, reason: string): Promise<Draft> =>
  drafts.change(id, (draft) => {
    const far = cleanText(reason);
    if (far.trim()) draft.far = far;
    else delete draft.far;
  });

/** Notes who stands back from this inspection and why; as the second inspector he is chosen no more. */
export const setRecusal = ({ drafts }: Drafts, id: Uuid, user: Uuid, reason: string): Promise<Draft> =>
  drafts.change(id, (draft) => {
    draft.recusal = { user, reason: cleanText(reason).trim() };
    draft.inspectors = draft.inspectors.filter((one) => one.user !== user || one.cosigned === "self");
    draft.signatures = draft.signatures.filter((one) => one.user !== user);
  });

/** Notes that nobody has to stand back. */
export const clearRecusal = ({ drafts }: Drafts, id: Uuid): Promise<Draft> =>
  drafts.change(id, (draft) => {
    draft.recusal = { none: true };
  });
