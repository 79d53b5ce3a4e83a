// Lists all items by section, with how each stands; what failed last time is marked.
import type { Draft } from "../../data";
import type { Checklist, Step } from "../../rules";
import { useState } from "preact/hooks";
import { Icon, Mark } from "../../ui/drawings/Icon";
import type { RulerSection } from "../../ui/drawings/ruler-shape";
import { NextButton } from "../../ui/controls/NextButton";
import { Sheet } from "../../ui/controls/Sheet";
import { either, t } from "../../ui/texts/texts-more";
import { go } from "../../ui/router";
import { PROFILE } from "../profile/ProfileScreen";
import { UnableRow } from "../unable/UnableRow";
import { Discard, MoreButton } from "./DraftMenu";
import { nextOpen, sectionName, sectionsOf, stateOf } from "./progress";
import "../../styles/deadline.css";
import "../../styles/sections.css";

interface Props {
  draft: Draft;
  checklist: Checklist;
  steps: Step[];
  current: string;
  failedBefore: readonly string[];
  onShow: (item: string) => void;
  onClose: () => void;
}

/** What the list is narrowed to. */
const ONLY = ["all", "open", "fail"] as const;
type Only = (typeof ONLY)[number];

export function Sections(props: Props) {
  const { draft, checklist, steps, current, failedBefore, onShow, onClose } = props;
  const [menu, setMenu] = useState(false);
  const [only, setOnly] = useState<Only>("all");
  const next = nextOpen(steps, current, failedBefore);
  const shown = steps.filter((step) => isShown(step, only));
  return (
    <Sheet
      title={t("inspect.sections")}
      beside={<MoreButton open={menu} onToggle={() => setMenu(!menu)} />}
      foot={
        <NextButton test="list-next" onClick={() => (next ? onShow(next) : go(`/seal/${draft.id}`))}>
          {t(next ? "inspect.next" : "inspect.seal")}
        </NextButton>
      }
      onClose={onClose}
    >
      {menu && <Discard draftId={draft.id} onKeep={() => setMenu(false)} />}
      <Filter steps={steps} only={only} onOnly={setOnly} />
      {only === "all" && <Beside {...props} />}
      {shown.length === 0 && <p class="card-pad">{t("inspect.only-none")}</p>}
      {sectionsOf(shown, current).map((section) => (
        <section>
          <div class="group-head">
            <h3>{sectionName(checklist, section.id)}</h3>
            {only === "all" && (
              <span class="group-right">
                {t("inspect.answered-of", { done: section.answered, all: section.dots.length })}
              </span>
            )}
          </div>
          <SectionRows {...props} section={section} />
        </section>
      ))}
    </Sheet>
  );
}

const isShown = ({ verdict, item }: Step, only: Only): boolean =>
  only === "all" || (only === "fail" ? verdict === "fail" : verdict === null && !item.optional);

interface FilterProps {
  steps: Step[];
  only: Only;
  onOnly: (only: Only) => void;
}

/** Narrows the list to what is unanswered or failed, each with its number. */
function Filter({ steps, only, onOnly }: FilterProps) {
  return (
    <div class="card-pad">
      <div class="deadline" role="group" aria-label={t("inspect.filter")}>
        {ONLY.map((one) => (
          <button
            type="button"
            aria-pressed={only === one}
            data-test={`only-${one}`}
            onClick={() => onOnly(one)}
          >
            {t(`inspect.only-${one}`)} {steps.filter((step) => isShown(step, one)).length}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Lists what stands beside the items: the profile, the meeting, that nothing could be inspected. */
function Beside({ draft, checklist, onShow }: Props) {
  return (
    <>
      {(checklist.profile ?? []).length > 0 && (
        <button type="button" class="list-row" data-test="to-profile" onClick={() => onShow(PROFILE)}>
          <span class="list-row-text">
            <b>{t("profile.title")}</b>
          </span>
          <Icon name="next" />
        </button>
      )}
      {draft.acceptance && (
        <button type="button" class="list-row" data-test="to-void" onClick={() => go(`/seal/${draft.id}`)}>
          <span class="list-row-text">
            <b>{t("accept.meeting")}</b>
            <span class="second">{t("accept.void-way")}</span>
          </span>
          <Icon name="next" />
        </button>
      )}
      {!draft.acceptance && <UnableRow draftId={draft.id} />}
    </>
  );
}

function SectionRows({ section, draft, steps, failedBefore, onShow }: Props & { section: RulerSection }) {
  const byId = new Map(steps.map((step) => [step.item.id, step]));
  return (
    <div class="card">
      {section.dots.map(({ id, current }) => (
        <ItemRow
          step={byId.get(id)!}
          current={current}
          before={failedBefore.includes(id)}
          returned={draft.returned.some((remark) => remark.item === id)}
          onShow={onShow}
        />
      ))}
    </div>
  );
}

interface RowProps {
  step: Step;
  current: boolean;
  before: boolean;
  returned: boolean;
  onShow: (item: string) => void;
}

function ItemRow({ step, current, before, returned, onShow }: RowProps) {
  const state = stateOf(step);
  return (
    <button
      type="button"
      class={`list-row section-row${current ? " section-here" : ""}`}
      aria-current={current || undefined}
      onClick={() => onShow(step.item.id)}
    >
      {state === "none" ? <span class="section-open" /> : <Mark name={state} class={`tone-${state}`} />}
      <span class="list-row-text">
        <span>{either(step.item)}</span>
        {returned && <span class="small tone-turn">{t("state.returned")}</span>}
        {step.item.optional && state === "none" && <span class="small">{t("inspect.optional")}</span>}
        {before && !returned && <span class="small tone-fail">{t("inspect.last-failed")}</span>}
      </span>
      <span class="sr">{state === "none" ? "" : t(`answer.${state}`)}</span>
    </button>
  );
}
