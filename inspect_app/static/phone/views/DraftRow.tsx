// An inspection under way, with its ruler and the item where one stopped.
import type { Draft, PublishedChecklist } from "../data";
import { Chip, Icon } from "../ui/Icon";
import { Link } from "../ui/Link";
import { Name } from "../ui/Name";
import { Ruler } from "../ui/Ruler";
import { either, t } from "../ui/texts";
import { kindIcon } from "./kinds";
import { progressOf, sectionsOf } from "./progress";

export function DraftRow({ draft, checklist }: { draft: Draft; checklist: PublishedChecklist | undefined }) {
  const progress = checklist && progressOf(checklist.object, draft);
  const stopped = progress?.steps.find((step) => step.item.id === draft.current_item)?.item;
  const second =
    !progress || !stopped || progress.done === 0
      ? t("today.not-started")
      : progress.left === 0
        ? t("today.all-answered")
        : t("today.stopped-at", { item: either(stopped) });
  return (
    <Link class="row row-draft" href={`/inspect/${draft.id}`} data-test="draft-row">
      <Icon name={kindIcon(draft.premises.kind)} />
      <span class="row-text row-wide">
        <span class="row-name">
          <Name of={draft.premises_name} />
        </span>
        <span class="row-second">{draft.rev > 1 ? t("today.mending", { rev: draft.rev }) : second}</span>
        {progress && <Ruler sections={sectionsOf(progress.steps, draft.current_item)} />}
        <span class="row-third">
          <Chip mark={draft.rev > 1 ? "returned" : "draft"} tone={draft.rev > 1 ? "turn" : "mute"}>
            {draft.rev > 1 ? t("today.returned-chip") : t("state.draft")}
          </Chip>
          {progress && (
            <span class="right">
              <b>{progress.done}</b> {t("today.of", { all: progress.all })}
            </span>
          )}
        </span>
      </span>
    </Link>
  );
}
