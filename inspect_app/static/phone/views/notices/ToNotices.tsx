// Leads from the day's page to the notices, and says how many of them were not seen yet.
import type { Notice } from "../../data";
import { Link } from "../../ui/controls/Link";
import { Icon } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-corrections";
import { countNew } from "./by-day";
import "../../styles/row.css";

export function ToNotices({ notices }: { notices: readonly Notice[] }) {
  const unseen = countNew(notices);
  return (
    <Link class="list-row card" href="/notices" data-test="to-notices">
      <Icon name="clock" />
      {unseen > 0 ? <b>{t("notices.to-new", { n: unseen })}</b> : t("notices.to", { n: notices.length })}
      <Icon name="next" />
    </Link>
  );
}
