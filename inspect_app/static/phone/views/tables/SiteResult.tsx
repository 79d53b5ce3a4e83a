// Shows the grade of a scored site with its points and the reason.
import { t } from "../../ui/texts/texts-sheets";
import type { Site } from "./site";
import { totalOf } from "./site-total";
import "../../styles/seal.css";

/** Shows no grade until all is scored: that of half a site would be read as a grade. */
export function SiteResult({ site }: { site: Site }) {
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
