// Lists all items by section, with how each stands; what failed last time is marked.
import type { Draft } from "../../data";
import type { Checklist, Step } from "../../rules";
import { useState } from "preact/hooks";
import { Icon, Mark } from "../../ui/drawings/Icon";
import type { RulerSection } from "../../ui/drawings/ruler-shape";
import { Sheet } from "../../ui/controls/Sheet";
import { either, t } from "../../ui/texts/texts-more";
import { problemOf, useApp } from "../context";
import { go } from "../../ui/router";
import { PROFILE } from "../profile/ProfileScreen";
import { UnableRow } from "../unable/UnableRow";
import { sectionName, sectionsOf, stateOf } from "./progress";
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

export function Sections(props: Props) {
  const { draft, checklist, steps, current, onShow, onClose } = props;
  return (
    <Sheet title={t("inspect.sections")} foot={<Discard draftId={draft.id} />} onClose={onClose}>
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
      {sectionsOf(steps, current).map((section) => (
        <section>
          <div class="group-head">
            <h3>{sectionName(checklist, section.id)}</h3>
            <span class="group-right">
              {t("inspect.answered-of", { done: section.answered, all: section.dots.length })}
            </span>
          </div>
          <SectionRows {...props} section={section} />
        </section>
      ))}
    </Sheet>
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

/** Discards a draft begun by mistake, with its photos, after a second tap. */
export function Discard({ draftId }: { draftId: string }) {
  const { store, tell } = useApp();
  const [sure, setSure] = useState(false);
  const discard = () =>
    sure
      ? void store.drafts.discard(draftId).then(
          () => go("/", "replace"),
          (error: unknown) => tell(problemOf(error)),
        )
      : setSure(true);
  return (
    <button
      type="button"
      class={`button button-wide${sure ? " discard-sure" : ""}`}
      data-test="discard"
      onClick={discard}
    >
      {t(sure ? "inspect.discard-sure" : "inspect.discard")}
    </button>
  );
}
