// Leads on after a seal: to the next stall or lift that waits, or back to where one came from.
import type { Draft, Premises, Store } from "../../data";
import { dayOf } from "../../ui/formats/format";
import { NextButton } from "../../ui/controls/NextButton";
import { go } from "../../ui/router";
import { t, word, type MoreKey } from "../../ui/texts/texts-more";
import { startInspection } from "../premises/start-inspection";
import { problemOf, useApp, useLive } from "../context";
import { isDue } from "../today/due";
import { childKind, inOrder, nextAfter, shortName } from "../premises/hierarchy";
import { mapUnderWay } from "../premises/under-way";

interface After {
  /** The market, the estate, the site: where this one is one of several; the unit work that was accepted. */
  place: Premises | null;
  next: Premises | null;
  /** More than one checklist is used there. */
  more: boolean;
}

export function AfterSeal({ draft }: { draft: Draft }) {
  const after = useLive(["premises", "outbox", "drafts"], (store) => findAfter(store, draft), [draft.id]);
  return (
    <footer class="foot foot-column">
      {after?.place ? <BackToPlace {...after} place={after.place} /> : <ToOutbox main />}
    </footer>
  );
}

/** Offers the next of its siblings first, then the place they share, then the outbox. */
function BackToPlace({ place, next, more }: After & { place: Premises }) {
  const { store, tell } = useApp();
  const start = (next: Premises) =>
    void startInspection(store, next.id, {}, "replace").catch((error: unknown) => tell(problemOf(error)));
  const words = more ? t("choose.other") : word("back", place.kind);
  const toPlace = () => go(`/premises/${place.id}`, "replace");
  return (
    <>
      {next && (
        <NextButton test="next-child" onClick={() => start(next)}>
          {t(`next.${next.kind}` as MoreKey, { name: shortName(next, place.name) })}
        </NextButton>
      )}
      {next ? (
        <button type="button" class="button" data-test="to-place" onClick={toPlace}>
          {words}
        </button>
      ) : (
        <NextButton test="to-place" onClick={toPlace}>
          {words}
        </NextButton>
      )}
      <ToOutbox />
    </>
  );
}

function ToOutbox({ main = false }: { main?: boolean }) {
  const toOutbox = () => go("/outbox", "replace");
  if (!main)
    return (
      <button type="button" class="button" data-test="to-outbox" onClick={toOutbox}>
        {t("sealed.to-outbox")}
      </button>
    );
  return (
    <>
      <NextButton test="to-outbox" onClick={toOutbox}>
        {t("sealed.to-outbox")}
      </NextButton>
      <button type="button" class="button" data-test="to-today" onClick={() => go("/", "replace")}>
        {t("sealed.to-today")}
      </button>
    </>
  );
}

async function findAfter(store: Store, draft: Draft): Promise<After> {
  if (draft.acceptance) {
    const place = await store.premises.byId(draft.acceptance.unit_work);
    return { place, next: null, more: false };
  }
  const here = await store.premises.byId(draft.premises.id);
  const offered = here ? await store.checklists.forKind(here.kind, draft.on) : [];
  if (here && offered.length > 1) return { place: here, next: null, more: true };
  const place = here?.parent ? await store.premises.byId(here.parent) : null;
  if (!here || !place || childKind(place.kind) !== here.kind) return { place: null, next: null, more: false };
  const { rows } = await store.premises.children(place.id);
  const underWay = await mapUnderWay(store);
  const today = dayOf(Date.now());
  const waits = (one: Premises) => isDue(one, today) && !underWay.has(one.id);
  return { place, next: nextAfter(inOrder(rows, place.name), here.id, waits), more: false };
}
