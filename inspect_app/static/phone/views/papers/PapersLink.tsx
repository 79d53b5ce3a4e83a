// Leads from a sealed inspection to its papers.
import type { Uuid } from "../../data";
import { Icon } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { t } from "../../ui/texts/texts-more";
import "../../styles/row.css";

export function PapersLink({ id }: { id: Uuid }) {
  return (
    <Link class="list-row" href={`/papers/${id}`} data-test="to-papers">
      <Icon name="note" />
      <span class="list-row-text">
        <b>{t("paper.open")}</b>
        <span class="small">{t("paper.open-2")}</span>
      </span>
      <Icon name="next" />
    </Link>
  );
}
