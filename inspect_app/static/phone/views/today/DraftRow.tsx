// Draws an open inspection with its ruler and the item where one stopped.
import type { Draft, Problem, PublishedChecklist } from "../../data";
import { Icon } from "../../ui/drawings/Icon";
import { lazy } from "../../ui/controls/Lazy";
import { Link } from "../../ui/controls/Link";
import { Name } from "../../ui/controls/Name";
import { Ruler } from "../../ui/drawings/Ruler";
import { whatHappened } from "../../ui/controls/Problem";
import { either, t } from "../../ui/texts/texts";
import { ErrorBoundary } from "../ErrorBoundary";
import { kindIcon } from "../kinds";
import { progressOf, sectionsOf } from "../inspect/progress";
import { isScored } from "../scored-checklist";
import { HowFar } from "./HowFar";

interface Props {
  draft: Draft;
  checklist: PublishedChecklist | undefined;
}
const Scored = lazy<Props>(() => import("../tables/SiteDraft").then((part) => part.SiteDraft));

export function DraftRow({ draft, checklist }: Props) {
  const How = checklist && isScored(checklist.object) ? Scored : Answered;
  return (
    <Link class="row row-draft" href={`/inspect/${draft.id}`} data-test="draft-row">
      <Icon name={kindIcon(draft.premises.kind)} />
      <span class="row-text row-wide">
        <span class="row-name">
          <Name of={draft.premises_name} />
        </span>
        <ErrorBoundary of={checklist} instead={notJudged}>
          <How draft={draft} checklist={checklist} />
        </ErrorBoundary>
      </span>
    </Link>
  );
}

const notJudged = (problem: Problem) => <span class="row-second">{whatHappened(problem)}</span>;

function Answered({ draft, checklist }: Props) {
  const progress = checklist && progressOf(checklist.object, draft);
  const stopped = progress?.steps.find((step) => step.item.id === draft.current_item)?.item;
  const second =
    !progress || !stopped || progress.done === 0
      ? t("today.not-started")
      : progress.left === 0
        ? t("today.all-answered")
        : t("today.stopped-at", { item: either(stopped) });
  return (
    <HowFar draft={draft} second={second} done={progress?.done} all={progress?.all}>
      {progress && <Ruler sections={sectionsOf(progress.steps, draft.current_item)} />}
    </HowFar>
  );
}
