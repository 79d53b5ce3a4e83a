// Leads on after a seal: to the next stall or lift that waits, or back to where one came from.
import type { Draft, Premises } from "../../data";
import { NextButton } from "../../ui/controls/NextButton";
import { go } from "../../ui/router";
import { t, word, type MoreKey } from "../../ui/texts/texts-more";
import { startInspection } from "../premises/start-inspection";
import { problemOf, useApp, useLive } from "../context";
import { shortName } from "../premises/hierarchy";
import { findAfter, type After } from "./find-after";

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
