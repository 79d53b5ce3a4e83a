// Lists all children of a market or an estate; they are found by their number, and those that wait can be
// shown alone.
import { useState } from "preact/hooks";
import type { Premises } from "../../data";
import { BackHeader } from "../../ui/controls/AppHeader";
import { dayOf } from "../../ui/formats/format";
import { t, word } from "../../ui/texts/texts-more";
import { useLive } from "../context";
import { isDue } from "../today/due";
import { childKind } from "../premises/hierarchy";
import { Search } from "../premises/Search";
import { isDone, type UnderWay } from "../premises/under-way";
import { ChildRow } from "./ChildRow";
import { countChildren } from "./child-counts";
import { findChildren } from "./find-children";
import { NextCard, NextFoot, useRun } from "./NextInRun";
import { NotHereYet } from "./NotHereYet";
import { RoundHere } from "../round/RoundHere";
import { useChildren } from "./useChildren";
import "../../styles/row.css";

const PAGE = 40;

export function ChildrenScreen({ id }: { id: string }) {
  const parent = useLive(["premises"], (store) => store.premises.byId(id), [id]);
  const found = useChildren(parent);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<boolean | null>(null);
  const today = dayOf(Date.now());
  const run = useRun((found?.rows ?? []).filter((one) => isDue(one, today) && !found?.underWay.has(one.id)));
  if (!parent || found === undefined) return null;
  const kind = childKind(parent.kind) ?? "";
  const { all, seen } = countChildren(found.rows, today, found.underWay);
  const waits = (one: Premises) => isDue(one, today) && !isDone(found.underWay.get(one.id));
  // Whoever types a number looks for that one, due or not.
  const open = chosen ?? (!typed && found.rows.some(waits));
  const hits = findChildren(open ? found.rows.filter(waits) : found.rows, typed, parent.name);
  return (
    <>
      <BackHeader name={parent.name} parent={`/premises/${id}`}>
        <Search label={word("children.search", kind)} typed={typed} onType={setTyped} />
      </BackHeader>
      <main class="body">
        {!found.whole && <NotHereYet kind={kind} />}
        <RoundHere premises={parent} />
        {!typed && <NextCard run={run} parent={parent} today={today} />}
        <div class="filters">
          <button
            type="button"
            class={`button filter${open ? " filter-on" : ""}`}
            aria-pressed={open}
            data-test="children-open"
            onClick={() => setChosen(!open)}
          >
            {t("premises.due-only")}
          </button>
        </div>
        <p class="found" role="status">
          <span>{t("children.found", { n: hits.length, all: found.rows.length })}</span>
          <span>{t("children.seen", { seen, all })}</span>
        </p>
        <Hits hits={hits} parent={parent} today={today} underWay={found.underWay} />
        {found.whole && hits.length === 0 && <p class="list-row">{t("premises.none", { typed })}</p>}
      </main>
      {!typed && <NextFoot run={run} parent={parent} />}
    </>
  );
}

interface Shown {
  hits: readonly Premises[];
  parent: Premises;
  today: string;
  underWay: ReadonlyMap<string, UnderWay>;
}

/** Shows a page of what was found, and the button for more. */
function Hits({ hits, parent, today, underWay }: Shown) {
  const [pages, setPages] = useState(1);
  const left = hits.length - pages * PAGE;
  return (
    <>
      <ul class="card">
        {hits.slice(0, pages * PAGE).map((child) => (
          <ChildRow child={child} parent={parent} today={today} underWay={underWay.get(child.id)} />
        ))}
      </ul>
      {left > 0 && (
        <button type="button" class="row-more" onClick={() => setPages(pages + 1)}>
          {t("premises.more", { n: Math.min(PAGE, left) })}
        </button>
      )}
    </>
  );
}
