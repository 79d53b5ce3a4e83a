// What the parts of a scored site are given: the site, one of its sheets, one item of a sheet.
import type { Mark, SiteChecklist } from "../../rules";
import type { OpenDraft } from "../inspect/useDraft";
import type { SheetView, Site } from "./site";
import type { Scores } from "./useScores";

export interface SiteProps {
  checklist: SiteChecklist;
  open: OpenDraft;
  scores: Scores;
  site: Site;
}

export type SheetProps = SiteProps & { view: SheetView };

export interface RowProps extends SheetProps {
  mark: Mark;
  unfolded: boolean;
  onUnfold: (slug: string | null) => void;
}
