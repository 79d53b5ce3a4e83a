// Draws the seal of a scored site: grade, points and reason, what is missing on which sheet.
import { t } from "../../ui/texts/texts-sheets";
import { OrderList } from "../corrections/OrderList";
import { useInLine } from "../corrections/asked";
import { missingAtEnd } from "../seal/missing";
import { asSite } from "../scored-checklist";
import { holding, useShown } from "../seal/signing";
import { SealFrame, type Sealing } from "../seal/SealFrame";
import type { OpenDraft } from "../inspect/useDraft";
import { LinePoints } from "./LinePoints";
import { readSite } from "./site";
import { SiteResult } from "./SiteResult";
import { missingOnSite } from "./site-missing";
import { useScores } from "./useScores";
import "../../styles/sheets.css";

export function SiteSeal({ open: stored, onSealed }: { open: OpenDraft; onSealed: Sealing }) {
  const { draft, saving, flush } = useScores(stored);
  const open = { ...stored, draft, saving, flush };
  const checklist = asSite(open.checklist.object);
  const site = readSite(checklist, draft);
  const shown = useShown(draft);
  useInLine(open.checklist.object, holding(draft, shown), shown);
  const isDone = site.score.result !== null && site.undecided.length === 0;
  return (
    <SealFrame
      open={open}
      shown={shown}
      result={<SiteResult site={site} />}
      findings={<LinePoints site={site} />}
      summary={
        <>
          <SiteResult site={site} />
          <LinePoints site={site} />
          <OrderList draft={draft} items={checklist.items} />
        </>
      }
      beside={<OrderList draft={draft} items={checklist.items} />}
      after={<SiteResult site={site} />}
      missing={[
        ...missingOnSite(checklist, draft, site),
        ...missingAtEnd(open.checklist.object, holding(draft, shown)),
      ]}
      where={(entry) => ("where" in entry ? entry.where : "")}
      done={isDone ? t("missing.all-scored", { n: site.sheets.length }) : null}
      onSealed={onSealed}
    />
  );
}
