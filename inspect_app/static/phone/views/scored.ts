// Whether a checklist is scored by tables instead of being answered item by item.
import type { Checklist, SiteChecklist } from "../rules";

export const isScored = (checklist: { judgement: string }): checklist is SiteChecklist =>
  checklist.judgement === "jgj59";

export const asSite = (checklist: Checklist): SiteChecklist => checklist as unknown as SiteChecklist;
