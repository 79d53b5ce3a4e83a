// Leads from the page of a premises to what is to be rechecked there.
import type { Uuid } from "../../data";
import { Link } from "../../ui/controls/Link";
import { Icon } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-corrections";
import { useLive } from "../context";
import { isToRecheck } from "./known";
import "../../styles/row.css";

export function RechecksHere({ id }: { id: Uuid }) {
  const n = useLive(
    ["inspections", "outbox", "sent"],
    async (store) => {
      const { all } = await (await store.corrections()).read();
      return all.filter((one) => one.premises === id && isToRecheck(one)).length;
    },
    [id],
  );
  if (!n) return null;
  return (
    <Link class="list-row card" href={`/recheck/${id}`} data-test="rechecks-here">
      <Icon name="today" />
      <b class="list-row-text">{t("recheck.here", { n })}</b>
      <Icon name="next" />
    </Link>
  );
}
