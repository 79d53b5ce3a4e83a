// Lists the premises that are due: nearest first if the position is known, else what waited longest.
import type { Premises } from "../../data";
import { Empty, Loading } from "../../ui/controls/Empty";
import { Group } from "../../ui/controls/Group";
import { Link } from "../../ui/controls/Link";
import { usePlace, type Here } from "../../ui/position";
import { distance } from "../../ui/formats/distance";
import { t } from "../../ui/texts/texts";
import { isDue } from "./due";
import { countDueBelow, collapseChildren } from "../premises/collapse-children";
import { PremisesRow } from "../premises/PremisesRow";
import type { UnderWay } from "../premises/under-way";

const SHOWN = 6;

interface Props {
  all: Map<string, Premises>;
  /** What somebody already works on; it is not asked for twice. */
  busy: ReadonlyMap<string, UnderWay>;
  today: string;
  quiet: boolean;
  /** The lists are on their way for the first time. */
  loading: boolean;
}

export function Due({ all, busy, today, quiet, loading }: Props) {
  const { here } = usePlace();
  const below = countDueBelow(all.values(), today, busy);
  const waits = (one: Premises) => (isDue(one, today) && !busy.has(one.id)) || below.has(one.id);
  const top = collapseChildren([...all.values()]);
  const due = top.filter(waits).sort(byUrgency(here));
  if (all.size === 0)
    return loading ? (
      <Loading />
    ) : (
      <Empty icon="premises" title={t("today.no-list")}>
        {t("today.no-list-2")}
      </Empty>
    );
  return (
    <>
      {quiet && !loading && (
        <Empty icon="scan" title={t("today.empty")}>
          {t("today.empty-2")}
        </Empty>
      )}
      {due.length > 0 && (
        <Group title={t("today.due")} count={due.length} right={t(here ? "today.nearest" : "today.longest")}>
          {due.slice(0, SHOWN).map((one) => (
            <PremisesRow
              plain
              premises={one}
              today={today}
              metres={here && distance(here, one)}
              below={below.get(one.id)}
              underWay={busy.get(one.id)}
            />
          ))}
          <Link class="row-more" href="/premises">
            {t("today.all-premises", { n: top.length })}
          </Link>
        </Group>
      )}
    </>
  );
}

const byUrgency =
  (here: Here | null) =>
  (a: Premises, b: Premises): number =>
    here
      ? (distance(here, a) ?? Infinity) - (distance(here, b) ?? Infinity)
      : (a.last?.on ?? "").localeCompare(b.last?.on ?? "") || a.id.localeCompare(b.id);
