// Lets an inspection that is complete wait for the others of its place: all are signed together at the end.
import type { Draft, Store, Uuid } from "../../data";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-round";
import { problemOf, useApp, useLive } from "../context";
import { findAfter } from "../children/find-after";
import { startInspection } from "../premises/start-inspection";
import type { Missing } from "../seal/missing";
import { roundPlace } from "./round-drafts";

interface Props {
  draft: Draft;
  missing: readonly Missing[];
}

interface Ahead {
  place: Uuid;
  next: Uuid | null;
  /** Drafts of the same place that can be signed with this one. */
  others: number;
  /** More than one checklist is used here. */
  more: boolean;
}

const OF_PEOPLE: ReadonlySet<Missing["what"]> = new Set(["signature", "second", "present"]);

export function Later({ draft, missing }: Props) {
  const { store, tell } = useApp();
  const ahead = useLive(["drafts", "outbox", "premises"], (store) => lookAhead(store, draft), [draft.id]);
  if (!ahead || draft.unable || draft.rev > 1 || !missing.every(({ what }) => OF_PEOPLE.has(what)))
    return null;
  const { place, next, others, more } = ahead;
  if (!next && !others && !more) return null;
  const goOn = () => {
    if (next)
      void startInspection(store, next, {}, "replace").catch((error: unknown) => tell(problemOf(error)));
    else go(others ? `/round/${place}` : `/premises/${draft.premises.id}`, "replace");
  };
  return (
    <button type="button" class="button button-wide" data-test="sign-later" onClick={goOn}>
      {t(next ? "round.later-next" : others ? "round.later" : "round.later-place")}
    </button>
  );
}

async function lookAhead(store: Store, draft: Draft): Promise<Ahead> {
  const place = await roundPlace(store, draft);
  const { next, more } = await findAfter(store, draft);
  const under = new Set([place, ...(await store.premises.children(place)).rows.map((one) => one.id)]);
  const others = (await store.drafts.all()).filter(
    ({ id, rev, unable, premises }) => id !== draft.id && rev === 1 && !unable && under.has(premises.id),
  );
  return { place, next: next?.id ?? null, others: others.length, more };
}
