// Shows the stalls, lifts or unit works under a premises: how many, how far, and a few of them or the way to
// all.
import type { Premises } from "../../data";
import { dayOf } from "../../ui/formats/format";
import { Icon } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { t, word } from "../../ui/texts/texts-more";
import { childKind } from "../premises/hierarchy";
import { isDone } from "../premises/under-way";
import { isDue } from "../today/due";
import { ChildRow } from "./ChildRow";
import { countChildren } from "./child-counts";
import { NotHereYet } from "./NotHereYet";
import { useChildren } from "./useChildren";
import "../../styles/children.css";

/** The most children that are listed here: of more those that wait, and all on a screen with a search. */
const FEW = 8;

export function Children({ premises }: { premises: Premises }) {
  const kind = childKind(premises.kind);
  const found = useChildren(premises);
  if (!kind || found === undefined) return null;
  const { rows, whole, underWay } = found;
  const today = dayOf(Date.now());
  const counts = countChildren(rows, today, underWay);
  const waits = (one: Premises) => isDue(one, today) && !isDone(underWay.get(one.id));
  const shown = rows.length > FEW ? rows.filter(waits).slice(0, FEW) : rows;
  return (
    <section data-test="children">
      <div class="group-head">
        <h2>{word("children", kind)}</h2>
        <span class="group-count">{rows.length}</span>
        {kind !== "unit_work" && rows.length > 0 && (
          <span class="group-right" data-test="children-seen">
            {t("children.seen", { seen: counts.seen, all: counts.all })}
          </span>
        )}
      </div>
      {!whole && <NotHereYet kind={kind} />}
      {whole && rows.length === 0 && <p class="card list-row">{word("children.none", kind)}</p>}
      {rows.length > FEW && <ToChildren id={premises.id} kind={kind} counts={counts} />}
      {shown.length > 0 && (
        <ul class="card">
          {shown.map((child) => (
            <ChildRow child={child} parent={premises} today={today} underWay={underWay.get(child.id)} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface Many {
  id: string;
  kind: string;
  counts: ReturnType<typeof countChildren>;
}

/** Links to the screen of many children, and shows how far their inspection is. */
function ToChildren({ id, kind, counts: { all, seen, good, undecided } }: Many) {
  return (
    <div class="card">
      <Link class="list-row" href={`/premises/${id}/children`} data-test="children-all">
        <span class="list-row-text">
          <b>{word("children.find", kind)}</b>
          <span class="second">{t("children.good", { good, undecided, left: all - seen })}</span>
          <span class="share" aria-hidden="true">
            <span style={{ width: `${(seen / Math.max(all, 1)) * 100}%` }} />
          </span>
        </span>
        <Icon name="next" />
      </Link>
    </div>
  );
}
