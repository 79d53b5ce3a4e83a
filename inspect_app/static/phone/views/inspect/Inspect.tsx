// Draws the screen of an inspection: the ruler in the header, one item, and the way on under the thumb.
import { useEffect, useState } from "preact/hooks";
import type { Draft, Premises } from "../../data";
import { BackHeader } from "../../ui/controls/AppHeader";
import { lazy } from "../../ui/controls/Lazy";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { useApp, useLive } from "../context";
import { ItemScreen } from "./ItemScreen";
import { RulerButton } from "./RulerButton";
import { PROFILE, ProfileScreen } from "../profile/ProfileScreen";
import { firstItem, progressOf } from "./progress";
import { Sections } from "./Sections";
import { MissingDraft, EmptyScreen } from "./MissingDraft";
import { SaveStatus } from "./SaveStatus";
import { isScored } from "../scored-checklist";
import { usePassed } from "./passed";
import { useDraft, type OpenDraft } from "./useDraft";

type Steps = ReturnType<typeof progressOf>["steps"];

const SiteInspect = lazy<{ open: OpenDraft; wanted: string | null }>(() =>
  import("../tables/SiteInspect").then((part) => part.SiteInspect),
);

export function Inspect({ id, item }: { id: string; item: string | null }) {
  const open = useDraft(id);
  if (open === undefined) return null;
  if (open === "gone") return <MissingDraft id={id} />;
  if (open === "no-list")
    return <EmptyScreen title={t("inspect.no-list")}>{t("inspect.no-list-2")}</EmptyScreen>;
  if (open.draft.unable) return <ToSeal id={id} />;
  if (isScored(open.checklist.object)) return <SiteInspect open={open} wanted={item} />;
  return <Opened open={open} wanted={item} />;
}

/** Where nothing could be inspected there is nothing to answer: what is asked stands at the seal. */
function ToSeal({ id }: { id: string }) {
  useEffect(() => go(`/seal/${id}`, "replace"), [id]);
  return null;
}

function Opened({ open, wanted }: { open: OpenDraft; wanted: string | null }) {
  const { draft, checklist } = open;
  const [listing, setListing] = useState(false);
  const progress = progressOf(checklist.object, draft);
  const { steps } = progress;
  const { passed, setPassed } = usePassed();
  const show = (item: string) => {
    setListing(false);
    go(`/inspect/${draft.id}/${item}`, "replace");
  };
  const last = useLastVisit(draft.premises.id);
  const failedBefore = last?.failed ?? [];
  const step = steps.find((one) => one.item.id === wanted);
  const hasProfile = (checklist.object.profile ?? []).length > 0;
  const profile = hasProfile && wanted === PROFILE;
  const here = profile ? PROFILE : (step?.item.id ?? null);
  useCurrentItem(
    draft,
    here,
    last === undefined ? null : () => startOf(draft, steps, failedBefore, hasProfile),
  );
  if (profile) return <ProfileScreen open={open} onNext={() => show(firstItem(steps, failedBefore) ?? "")} />;
  if (!step) return null;
  const current = step.item.id;
  return (
    <>
      <BackHeader name={draft.premises_name} parent="/" fact={<SaveStatus open={open} />}>
        <RulerButton checklist={checklist.object} {...{ steps, current }} onOpen={() => setListing(true)} />
      </BackHeader>
      <ItemScreen
        key={current}
        {...{ open, step, progress, passed }}
        last={last ?? null}
        onShow={show}
        onPassed={setPassed}
      />
      {listing && (
        <Sections
          checklist={checklist.object}
          {...{ draft, steps, current, failedBefore }}
          onShow={show}
          onClose={() => setListing(false)}
        />
      )}
    </>
  );
}

/** Reads the last visit of a premises; null when there was none. */
function useLastVisit(premises: string): Premises["last"] | undefined {
  return useLive(["premises"], async (store) => (await store.premises.byId(premises))?.last ?? null, [
    premises,
  ]);
}

/** Remembers the item that is shown; where none is, goes to the one to start at once that is known. */
function useCurrentItem(draft: Draft, here: string | null, start: (() => string) | null): void {
  const { store } = useApp();
  useEffect(() => {
    if (here !== null) void store.drafts.setCurrentItem(draft.id, here).catch(() => undefined);
    else if (start) go(`/inspect/${draft.id}/${start()}`, "replace");
  }, [here, start === null]);
}

/**
 * Finds where to start: the profile on a first revision, then where one stopped, what was returned, what
 * failed before.
 */
function startOf(draft: Draft, steps: Steps, failedBefore: readonly string[], hasProfile: boolean): string {
  if (hasProfile && (draft.current_item ?? PROFILE) === PROFILE && draft.rev === 1) return PROFILE;
  const stopped = steps.find((step) => step.item.id === (draft.camera_item ?? draft.current_item));
  const returned = (step: Steps[number]) => draft.returned.some((remark) => remark.item === step.item.id);
  return (stopped ?? steps.find(returned))?.item.id ?? firstItem(steps, failedBefore) ?? "";
}
