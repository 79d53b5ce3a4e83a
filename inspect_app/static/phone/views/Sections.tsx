// All items by section, with how each stands; what failed last time is marked and comes first on a new visit.
import type { Checklist, Step } from "../rules";
import { Mark } from "../ui/Icon";
import { Sheet } from "../ui/Sheet";
import { either, t } from "../ui/texts";
import { sectionName, sectionsOf, stateOf } from "./progress";
import "../styles/sections.css";

interface Props { checklist: Checklist; steps: Step[]; current: string; failedBefore: readonly string[]; onShow: (item: string) => void; onClose: () => void }

export function Sections({ checklist, steps, current, failedBefore, onShow, onClose }: Props) {
  const byId = new Map(steps.map((step) => [step.item.id, step]));
  return (
    <Sheet title={t("inspect.sections")} onClose={onClose}>
      {sectionsOf(steps, current).map((section) => (
        <section>
          <div class="group-head"><h3>{sectionName(checklist, section.id)}</h3><span class="group-right">{t("inspect.answered-of", { done: section.answered, all: section.pips.length })}</span></div>
          <div class="plate">
            {section.pips.map((pip) => <Line step={byId.get(pip.id)!} current={pip.current} before={failedBefore.includes(pip.id)} onShow={onShow} />)}
          </div>
        </section>
      ))}
    </Sheet>
  );
}

function Line({ step, current, before, onShow }: { step: Step; current: boolean; before: boolean; onShow: (item: string) => void }) {
  const state = stateOf(step);
  return (
    <button type="button" class={`line section-line${current ? " section-here" : ""}`} aria-current={current || undefined} onClick={() => onShow(step.item.id)}>
      {state === "none" ? <span class="section-open" /> : <Mark name={state} class={`tone-${state}`} />}
      <span class="line-text">
        <span>{either(step.item)}</span>
        {before && <span class="small tone-fail">{t("inspect.last-failed")}</span>}
      </span>
      <span class="sr">{state === "none" ? "" : t(`answer.${state}`)}</span>
    </button>
  );
}
