// How the items of an inspection become the marks of a ruler: one pip per item, or one bar per section when pips would be too thin.

export type PipState = "none" | "pass" | "fail" | "na";
export interface Pip {
  id: string;
  state: PipState;
  current: boolean;
}
export interface RulerSection {
  id: string;
  pips: Pip[];
  answered: number;
  failed: boolean;
  current: boolean;
}
export interface RulerItem {
  id: string;
  section: string;
  state: PipState;
}

const LEAST_PIP = 4,
  BETWEEN_PIPS = 1.5,
  BETWEEN_SECTIONS = 4;

/** Items in order, cut where the section changes. */
export function rulerSections(items: readonly RulerItem[], current: string | null): RulerSection[] {
  const sections: RulerSection[] = [];
  for (const item of items) {
    let section = sections.at(-1);
    if (section?.id !== item.section)
      sections.push((section = { id: item.section, pips: [], answered: 0, failed: false, current: false }));
    section.pips.push({ id: item.id, state: item.state, current: item.id === current });
    section.answered += item.state === "none" ? 0 : 1;
    section.failed ||= item.state === "fail";
    section.current ||= item.id === current;
  }
  return sections;
}

/** Whether every pip keeps its least width on a ruler this wide. */
export function pipsFit(sections: readonly RulerSection[], width: number): boolean {
  const pips = sections.reduce((sum, section) => sum + section.pips.length, 0);
  const gaps = (pips - sections.length) * BETWEEN_PIPS + (sections.length - 1) * BETWEEN_SECTIONS;
  return (width - gaps) / pips >= LEAST_PIP;
}
