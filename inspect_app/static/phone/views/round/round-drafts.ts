// Reads the drafts of one place that can be signed together: a market, an estate or a site with what lies
// under it, or one premises with several checklists.
import type { Draft, Premises, PublishedChecklist, RoundEntry, Sha256, Store, Uuid } from "../../data";
import { bringInLine } from "../corrections/asked";
import { inOrder } from "../premises/hierarchy";
import { isScored } from "../scored-checklist";
import { progressOf } from "../inspect/progress";
import { missingOf, type Missing } from "../seal/missing";
import { holding } from "../seal/signing";

/** One draft as it is shown here; `draft` keeps only the signatures that hold for it. */
export interface RoundDraft {
  draft: Draft;
  place: Premises | null;
  checklist: PublishedChecklist;
  digest: Sha256;
  /** What has to be done before anybody signs. */
  missing: Missing[];
  /** Several checklists are under way at this premises, so that its name alone says too little. */
  named: boolean;
}

export interface Round {
  premises: Premises;
  /** What is signed together. */
  listed: RoundDraft[];
  /** The frozen list, once an inspector has signed it. */
  frozen: RoundEntry[] | null;
  /** Changed since it was signed, complete or not. */
  changed: RoundDraft[];
  /** Complete only after the list was frozen. */
  late: RoundDraft[];
  /** Not complete. */
  open: RoundDraft[];
}

/** Names the place whose drafts are signed together with this one. */
export async function roundPlace(store: Store, draft: Pick<Draft, "premises">): Promise<Uuid> {
  const here = await store.premises.byId(draft.premises.id);
  return here?.parent ?? draft.premises.id;
}

/** Null when the premises is not on this phone. */
export async function readRound(store: Store, place: Uuid): Promise<Round | null> {
  const premises = await store.premises.byId(place);
  if (!premises) return null;
  const all = await Promise.all((await listDrafts(store, premises)).map((one) => describe(store, one)));
  return sort(
    premises,
    all.filter((one) => one !== null),
  );
}

/** Reads one draft in the same way; null when it or its checklist is not here. */
export async function readDraft(store: Store, id: Uuid): Promise<RoundDraft | null> {
  const draft = await store.drafts.get(id);
  const place = draft && (await store.premises.byId(draft.premises.id));
  return draft ? describe(store, { draft, place, named: true }) : null;
}

type Placed = Pick<RoundDraft, "draft" | "place" | "named">;

/** Lists first revisions alone: a return never reopens a round. Who was let in nowhere signs nothing. */
async function listDrafts(store: Store, premises: Premises): Promise<Placed[]> {
  const { rows } = await store.premises.children(premises.id);
  const places = new Map([premises, ...inOrder(rows, premises.name)].map((one, n) => [one.id, { one, n }]));
  const drafts = (await store.drafts.all()).filter(
    ({ rev, unable, premises: { id } }) => rev === 1 && !unable && places.has(id),
  );
  const at = (draft: Draft) => places.get(draft.premises.id)!;
  return drafts
    .sort((a, b) => at(a).n - at(b).n || a.id.localeCompare(b.id))
    .map((draft) => ({
      draft,
      place: at(draft).one,
      named: drafts.filter((one) => one.premises.id === draft.premises.id).length > 1,
    }));
}

/** Says what is missing; null when the checklist is not on this phone. */
async function describe(store: Store, placed: Placed): Promise<RoundDraft | null> {
  const { place, named } = placed;
  const { code, version } = placed.draft.checklist;
  const checklist = await store.checklists.get(code, version);
  if (!checklist) return null;
  const draft = await inLine(store, checklist, placed.draft);
  const digest = await store.drafts.shown(draft);
  const held = holding(draft, digest);
  const missing = (await missingIn(checklist, held)).filter((entry) => !OF_PEOPLE.has(entry.what));
  return { draft: held, place, checklist, digest, missing, named };
}

/** What a draft asks to be put right is part of what is signed: it is brought in line before anybody does. */
async function inLine(store: Store, { object }: PublishedChecklist, draft: Draft): Promise<Draft> {
  const held = holding(draft, await store.drafts.shown(draft));
  if (held.signatures.some((one) => one.rev === draft.rev)) return draft;
  const changed = await bringInLine(store, object, draft);
  return changed ? ((await store.drafts.get(draft.id)) ?? draft) : draft;
}

const OF_PEOPLE: ReadonlySet<Missing["what"]> = new Set(["signature", "second", "present", "resign"]);

async function missingIn({ object }: PublishedChecklist, draft: Draft): Promise<Missing[]> {
  if (!isScored(object)) return missingOf(object, draft, progressOf(object, draft).steps);
  const { missingOfSite } = await import("../tables/site-missing");
  return missingOfSite(object, draft);
}

/** Parts the drafts by whether they are complete, and whether they are what the frozen list says. */
export function sort(premises: Premises, all: readonly RoundDraft[]): Round {
  const ready = all.filter((one) => one.missing.length === 0);
  const isSigned = ({ draft }: RoundDraft): boolean => draft.signatures.some((one) => one.round);
  const frozen = ready.find(isSigned)?.draft.round ?? null;
  const names = new Set(frozen?.map((one) => one.inspection));
  const digests = new Set(frozen?.map((one) => one.content_digest));
  const isListed = ({ digest, missing }: RoundDraft): boolean =>
    missing.length === 0 && (!frozen || digests.has(digest));
  const left = all.filter((one) => !isListed(one));
  const isNamed = ({ draft }: RoundDraft): boolean => names.has(draft.id);
  return {
    premises,
    frozen,
    listed: all.filter(isListed),
    changed: left.filter(isNamed),
    late: left.filter((one) => !isNamed(one) && one.missing.length === 0),
    open: left.filter((one) => !isNamed(one) && one.missing.length > 0),
  };
}
