// Offers the full inspection beside a recheck.
import type { Uuid } from "../../data";
import { Link } from "../../ui/controls/Link";
import { Icon } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-corrections";
import "../../styles/row.css";

/** A recheck renews neither coverage nor standard: only another inspection does. */
export function FullInspection({ id }: { id: Uuid }) {
  return (
    <Link class="list-row card" href={`/premises/${id}`} data-test="full-inspection">
      <Icon name="list" />
      <span class="list-row-text">
        <b>{t("recheck.full")}</b>
        <span class="small">{t("recheck.full-2")}</span>
      </span>
      <Icon name="next" />
    </Link>
  );
}
