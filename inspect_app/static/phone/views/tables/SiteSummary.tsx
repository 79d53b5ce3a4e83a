// Shows in short what is signed of a scored site: grade, points and the ten lines.
import type { Draft, PublishedChecklist } from "../../data";
import { asSite } from "../scored-checklist";
import { LinePoints } from "./LinePoints";
import { readSite } from "./site";
import { SiteResult } from "./SiteResult";

interface Props {
  one: { draft: Draft; checklist: PublishedChecklist };
}

export function SiteSummary({ one: { draft, checklist } }: Props) {
  const site = readSite(asSite(checklist.object), draft);
  return (
    <>
      <SiteResult site={site} />
      <LinePoints site={site} />
    </>
  );
}
