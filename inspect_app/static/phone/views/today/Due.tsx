// Lists what is due: by its day where it has one, then what nobody has seen yet, nearest first if the position is
// known.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Premises } from "../../data";
import { Empty, Loading } from "../../ui/controls/Empty";
import { Group } from "../../ui/controls/Group";
import { Link } from "../../ui/controls/Link";
import { usePlace, type Here } from "../../ui/position";
import { distance } from "../../ui/formats/distance";
import { t } from "../../ui/texts/texts";
import { DatedRow } from "./DatedRow";
import { isDue } from "./due";
import type { Dated } from "./work-list";
import { countDueBelow, collapseChildren } from "../premises/collapse-children";
import { PremisesRow } from "../premises/PremisesRow";
import type { UnderWay } from "../premises/under-way";

const SHOWN = 6;
const MORE = 20;

interface Props {
  all: Map<string, Premises>;
  /** What somebody already works on; it is not asked for twice. */
  busy: ReadonlyMap<string, UnderWay>;
  today: string;
  quiet: boolean;
  /** What is due on a day, the earliest first. */
  dated: readonly Dated[];
  /** What stands between the two lists. */
  between: ComponentChildren;
  /** The lists are on their way for the first time. */
  loading: boolean;
}

export function Due({ all, busy, today, quiet, loading, between, dated }: Props) {
  const { here } = usePlace();
  const below = countDueBelow(all.values(), today, busy);
  const planned = new Set(dated.map(({ premises }) => premises.id));
  const waits = (one: Premises) =>
    !planned.has(one.id) && ((isDue(one, today) && !busy.has(one.id)) || below.has(one.id));
  const top = collapseChildren([...all.values()]);
  const due = top.filter(waits).sort(byUrgency(here));
  if (all.size === 0)
    return (
      <>
        {between}
        {loading ? (
          <Loading />
        ) : (
          <Empty icon="premises" title={t("today.no-list")}>
            {t("today.no-list-2")}
          </Empty>
        )}
      </>
    );
  return (
    <>
      {quiet && !loading && dated.length === 0 && (
        <Empty icon="scan" title={t("today.empty")}>
          {t("today.empty-2")}
        </Empty>
      )}
      {dated.length > 0 && <DatedGroup dated={dated} today={today} />}
      {between}
      {due.length > 0 && (
        <Group
          title={t(here ? "today.nearby" : "today.due")}
          count={due.length}
          right={t(here ? "today.nearest" : "today.longest")}
        >
          {due.slice(0, SHOWN).map((one) => (
            <PremisesRow
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

function DatedGroup({ dated, today }: { dated: readonly Dated[]; today: string }) {
  const [shown, setShown] = useState(SHOWN);
  return (
    <Group title={t("today.dated")} count={dated.length} right={t("today.earliest")}>
      {dated.slice(0, shown).map((one) => (
        <DatedRow dated={one} today={today} />
      ))}
      {dated.length > shown && (
        <button type="button" class="row-more" onClick={() => setShown(shown + MORE)}>
          {t("today.more", { n: dated.length - shown })}
        </button>
      )}
    </Group>
  );
}

const byUrgency =
  (here: Here | null) =>
  (a: Premises, b: Premises): number =>
    here
      ? (distance(here, a) ?? Infinity) - (distance(here, b) ?? Infinity)
      : (a.last?.on ?? "").localeCompare(b.last?.on ?? "") || a.id.localeCompare(b.id);
