// Draws the ruler in the app header with its words; a tap opens the sections.
import type { Checklist, Step } from "../../rules";
import { Ruler } from "../../ui/drawings/Ruler";
import { t } from "../../ui/texts/texts-more";
import { countAsked, sectionName, sectionsOf } from "./progress";

export function RulerButton({
  checklist,
  steps,
  current,
  onOpen,
}: {
  checklist: Checklist;
  steps: Step[];
  current: string;
  onOpen: () => void;
}) {
  const sections = sectionsOf(steps, current);
  const here = sections.find((section) => section.current);
  const nth = (here?.dots.findIndex((dot) => dot.current) ?? 0) + 1;
  const done = steps.filter((step) => step.verdict !== null).length;
  const words = {
    all: countAsked(steps),
    done,
    failed: steps.filter((step) => step.verdict === "fail").length,
  };
  return (
    <button type="button" class="ruler-button" aria-haspopup="dialog" data-test="ruler" onClick={onOpen}>
      <Ruler sections={sections} />
      <span class="ruler-words">
        <b>{here && sectionName(checklist, here.id)}</b>
        <span class="ruler-of">{t("inspect.nth", { n: nth, all: here?.dots.length ?? 0 })}</span>
        <span class="ruler-total">{t("inspect.total", words)}</span>
        <span class="sr">{t("inspect.ruler-more", words)}</span>
      </span>
    </button>
  );
}
