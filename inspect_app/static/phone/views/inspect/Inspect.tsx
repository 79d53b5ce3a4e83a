// The screen of an inspection: where one is on the ruler, one item on its card, the way on under the thumb.
import { useEffect, useState } from "preact/hooks";
import type { Draft } from "../../data";
import { BackHeader } from "../../ui/controls/AppHeader";
import { lazy } from "../../ui/controls/Lazy";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { useApp, useLive } from "../context";
import { ItemScreen } from "./ItemScreen";
import { Position } from "./Position";
import { PROFILE, ProfileScreen } from "../profile/ProfileScreen";
import { firstItem, progressOf } from "./progress";
import { Sections } from "./Sections";
import { Gone, Nothing } from "./Gone";
import { Saved } from "./Saved";
import { isScored } from "../scored";
import { useDraft, type OpenDraft } from "./useDraft";

const SiteInspect = lazy<{ open: OpenDraft; wanted: string | null }>(() =>
  import("../tables/SiteInspect").then((part) => part.SiteInspect),
);

export function Inspect({ id, item }: { id: string; item: string | null }) {
  const open = useDraft(id);
  if (open === undefined) return null;
  if (open === "gone") return <Gone id={id} />;
  if (open === "no-list") return <Nothing title={t("inspect.no-list")}>{t("inspect.no-list-2")}</Nothing>;
  if (isScored(open.checklist.object)) return <SiteInspect open={open} wanted={item} />;
  return <Opened open={open} wanted={item} />;
}

function Opened({ open, wanted }: { open: OpenDraft; wanted: string | null }) {
  const { store } = useApp();
  const { draft, checklist } = open;
  const [listing, setListing] = useState(false);
  const progress = progressOf(checklist.object, draft);
  const show = (item: string) => {
    setListing(false);
    go(`/inspect/${draft.id}/${item}`, "replace");
  };
  const last = useLive(
    ["premises"],
    async (kept) => (await kept.premises.byId(draft.premises.id))?.last ?? null,
    [draft.premises.id],
  );
  const step = progress.steps.find((one) => one.item.id === wanted);
  const hasProfile = (checklist.object.profile ?? []).length > 0;
  const profile = hasProfile && wanted === PROFILE;
  useEffect(() => {
    if (profile) void store.drafts.setCurrentItem(draft.id, PROFILE).catch(() => undefined);
    else if (step) void store.drafts.setCurrentItem(draft.id, step.item.id).catch(() => undefined);
    else if (last !== undefined) go(`/inspect/${draft.id}/${start()}`, "replace");
  }, [step?.item.id, profile, last === undefined]);
  const start = () =>
    hasProfile && (draft.current_item ?? PROFILE) === PROFILE && draft.rev === 1
      ? PROFILE
      : (begin(draft, progress.steps, last?.failed ?? []) ?? "");
  if (profile)
    return (
      <ProfileScreen open={open} onNext={() => show(firstItem(progress.steps, last?.failed ?? []) ?? "")} />
    );
  if (!step) return null;
  return (
    <>
      <BackHeader name={draft.premises_name} parent="/" fact={<Saved open={open} />}>
        <Position
          checklist={checklist.object}
          steps={progress.steps}
          current={step.item.id}
          onOpen={() => setListing(true)}
        />
      </BackHeader>
      <ItemScreen
        key={step.item.id}
        open={open}
        step={step}
        progress={progress}
        last={last ?? null}
        onShow={show}
      />
      {listing && (
        <Sections
          checklist={checklist.object}
          steps={progress.steps}
          current={step.item.id}
          failedBefore={last?.failed ?? []}
          returned={draft.returned.map((remark) => remark.item)}
          draftId={draft.id}
          acceptance={draft.acceptance !== undefined}
          profile={hasProfile}
          onShow={show}
          onClose={() => setListing(false)}
        />
      )}
    </>
  );
}

function begin(
  draft: Draft,
  steps: ReturnType<typeof progressOf>["steps"],
  failed: readonly string[],
): string | null {
  const stopped = steps.find((step) => step.item.id === (draft.camera_item ?? draft.current_item));
  return (
    stopped?.item.id ??
    steps.find((step) => draft.returned.some((remark) => remark.item === step.item.id))?.item.id ??
    firstItem(steps, failed)
  );
}
