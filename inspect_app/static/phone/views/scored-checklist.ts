// Tells checklists that are scored by tables from those that are answered item by item.
import type { Checklist, SiteChecklist } from "../rules";

export const isScored = (checklist: { judgement: string }): checklist is SiteChecklist =>
  checklist.judgement === "jgj59";

// biome-ignore lint/plugin: the two kinds of checklist share a type; who calls this has asked `isScored`
export const asSite = (checklist: Checklist): SiteChecklist => checklist as unknown as SiteChecklist;
