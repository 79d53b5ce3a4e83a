// Lets an inspection that is complete wait for the others of its place: all are signed together at the end.
import type { ComponentChildren } from "preact";
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
  /** Shown where nothing is to be waited for. */
  children: ComponentChildren;
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

export function Later({ draft, missing, children }: Props) {
  const { store, tell } = useApp();
  const ahead = useLive(["drafts", "outbox", "premises"], (store) => lookAhead(store, draft), [draft.id]);
  const canWait = draft.rev === 1 && !draft.unable && missing.every(({ what }) => OF_PEOPLE.has(what));
  if (!ahead || !canWait) return <>{children}</>;
  const { place, next, others, more } = ahead;
  if (!next && !others && !more) return <>{children}</>;
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
  const { next } = await findAfter(store, draft);
  const lists = await store.checklists.forKind(draft.premises.kind, draft.on);
  const under = new Set([place, ...(await store.premises.children(place)).rows.map((one) => one.id)]);
  const others = (await store.drafts.all()).filter(
    ({ id, rev, unable, premises }) => id !== draft.id && rev === 1 && !unable && under.has(premises.id),
  );
  return { place, next: next?.id ?? null, others: others.length, more: lists.length > 1 };
}
