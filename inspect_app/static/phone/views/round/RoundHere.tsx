// Leads from a place to the page on which its inspections are signed together, where there are several.
import type { Premises } from "../../data";
import { Icon } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { t } from "../../ui/texts/texts-round";
import { useLive } from "../context";
import { readRound } from "./round-drafts";

export function RoundHere({ premises }: { premises: Premises }) {
  const round = useLive(["drafts"], (store) => readRound(store, premises.id), [premises.id]);
  if (!round) return null;
  const ready = round.listed.length + round.changed.length + round.late.length;
  const open = round.open.length;
  if (ready + open < 2 || ready === 0) return null;
  return (
    <div class="card round-here">
      <Link class="list-row" href={`/round/${premises.id}`} data-test="round-here">
        <Icon name="sign" />
        <span class="list-row-text">
          <b>{t("round.here")}</b>
          <span class="second">
            {open > 0 ? t("round.here-2", { ready, open }) : t("round.here-all", { ready })}
          </span>
        </span>
        <Icon name="next" />
      </Link>
    </div>
  );
}
