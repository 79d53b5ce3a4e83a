// Draws the seal of a scored site: grade, points and reason, what is missing on which sheet.
import { t } from "../../ui/texts/texts-sheets";
import { missingAtEnd } from "../seal/missing";
import { asSite } from "../scored-checklist";
import { holding, useShown } from "../seal/signing";
import { SealFrame, type Sealing } from "../seal/SealFrame";
import type { OpenDraft } from "../inspect/useDraft";
import { LinePoints } from "./LinePoints";
import { readSite, type Site } from "./site";
import { missingOnSite } from "./site-missing";
import { totalOf } from "./site-total";
import { useScores } from "./useScores";
import "../../styles/sheets.css";

export function SiteSeal({ open: stored, onSealed }: { open: OpenDraft; onSealed: Sealing }) {
  const { draft, saving, flush } = useScores(stored);
  const open = { ...stored, draft, saving, flush };
  const checklist = asSite(open.checklist.object);
  const site = readSite(checklist, draft);
  const shown = useShown(draft);
  const isDone = site.score.result !== null && site.undecided.length === 0;
  return (
    <SealFrame
      open={open}
      shown={shown}
      result={<Result site={site} />}
      findings={<LinePoints site={site} />}
      summary={
        <>
          <Result site={site} />
          <LinePoints site={site} />
        </>
      }
      after={<Result site={site} />}
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

/** Shows no grade until all is scored: that of half a site would be read as a grade. */
function Result({ site }: { site: Site }) {
  const { points, grade, tone, why, how } = totalOf(site);
  const isWhole = site.score.result !== null;
  return (
    <div class="card">
      <div class="seal-result">
        <b class={`seal-word verdict-${isWhole ? tone : "mute"}`} data-test="seal-result">
          {isWhole ? grade : t("seal.no-result")}
        </b>
        <div>
          <p>
            {isWhole && <b data-test="seal-points">{t("sheets.points", { n: points ?? "" })}</b>}{" "}
            {isWhole ? why : how}
          </p>
          <p class="small">{t("seal.preview")}</p>
        </div>
      </div>
    </div>
  );
}
