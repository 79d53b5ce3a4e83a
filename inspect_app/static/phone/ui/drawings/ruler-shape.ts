// Turns the items of an inspection into the marks of a ruler: one dot per item, or one bar per section when
// dots would be too thin.

export type DotState = "none" | "pass" | "fail" | "na";
export interface ProgressDot {
  id: string;
  state: DotState;
  current: boolean;
}
export interface RulerSection {
  id: string;
  dots: ProgressDot[];
  answered: number;
  failed: boolean;
  current: boolean;
}
export interface RulerItem {
  id: string;
  section: string;
  state: DotState;
}

const LEAST_DOT = 4,
  BETWEEN_DOTS = 1.5,
  BETWEEN_SECTIONS = 4;

/** Cuts the items, in order, where the section changes. */
export function rulerSections(items: readonly RulerItem[], current: string | null): RulerSection[] {
  const sections: RulerSection[] = [];
  for (const item of items) {
    let section = sections.at(-1);
    if (section?.id !== item.section)
      sections.push((section = { id: item.section, dots: [], answered: 0, failed: false, current: false }));
    section.dots.push({ id: item.id, state: item.state, current: item.id === current });
    section.answered += item.state === "none" ? 0 : 1;
    section.failed ||= item.state === "fail";
    section.current ||= item.id === current;
  }
  return sections;
}

/** Whether every dot keeps its least width on a ruler this wide. */
export function dotsFit(sections: readonly RulerSection[], width: number): boolean {
  const dots = sections.reduce((sum, section) => sum + section.dots.length, 0);
  const gaps = (dots - sections.length) * BETWEEN_DOTS + (sections.length - 1) * BETWEEN_SECTIONS;
  return (width - gaps) / dots >= LEAST_DOT;
}
