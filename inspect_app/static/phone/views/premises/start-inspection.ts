// Starts an inspection and notes where the phone is, or resumes what is open already.
import type { Begin, Draft, Store, Uuid } from "../../data";
import { setUnable } from "../../data/drafts/unable";
import type { Why } from "../../rules/unable";
import { findPlace } from "../../ui/position";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { ACCEPTANCE } from "./hierarchy";
import { singleFlight } from "../single-flight";

export const startInspection = (
  store: Store,
  premises: Uuid,
  what: Begin = {},
  how: "push" | "replace" = "push",
): Promise<void> =>
  singleFlight(async () => {
    const draft = await store.drafts.start(premises, what);
    const { id } = draft;
    void notePlace(store, draft).catch(() => undefined);
    go(`/inspect/${id}`, how);
  });

/** Starts an acceptance: an inspection of the site that names the unit work. */
export const startAcceptance = (store: Store, site: Uuid, unit_work: Uuid): Promise<void> =>
  startInspection(store, site, { code: ACCEPTANCE, acceptance: { unit_work } });

/** Begins a visit at which nothing can be inspected, or says it of the draft that is open. */
export const startUnable = (
  store: Store,
  premises: Uuid,
  { draft, code, why }: { draft: Draft | null; code: string; why: Why },
): Promise<void> =>
  singleFlight(async () => {
    const begun = draft ?? (await store.drafts.start(premises, { code }));
    const { id } = begun;
    if (!draft) void notePlace(store, begun).catch(() => undefined);
    await setUnable(store, id, { why });
    go(`/seal/${id}`);
  });

export const resumeWork = (store: Store, work: { id: Uuid; draft: Draft | null }): Promise<void> =>
  singleFlight(async () => {
    const { id } = work.draft ?? (await store.startRevision(work.id));
    go(`/inspect/${id}`);
  });

/** Asks where the phone is, once a visit. */
async function notePlace(store: Store, { id, position, no_position }: Draft): Promise<unknown> {
  if (position || no_position) return null;
  const place = await findPlace();
  return typeof place === "string"
    ? store.drafts.setPosition(id, null, t(`place.no-${place}`))
    : store.drafts.setPosition(id, place);
}
