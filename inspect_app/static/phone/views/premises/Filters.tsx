// What narrows the list: street, kind, due. A filter is filled only while it narrows.
import { useState } from "preact/hooks";
import type { Premises } from "../../data";
import { Icon } from "../../ui/drawings/Icon";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts";
import { areaWord, kindWord } from "../kinds";

export interface Filter {
  area: string | null;
  kind: string | null;
  due: boolean;
}

export function Filters({
  all,
  filter,
  onChange,
}: {
  all: readonly Premises[];
  filter: Filter;
  onChange: (change: Partial<Filter>) => void;
}) {
  const [open, setOpen] = useState<"area" | "kind" | null>(null);
  const pick = (value: string | null) => {
    if (open) onChange({ [open]: value });
    setOpen(null);
  };
  return (
    <div class="filters">
      <Chooser on={filter.area !== null} onOpen={() => setOpen("area")}>
        {filter.area ? areaWord(filter.area) : t("premises.all-areas")}
      </Chooser>
      <Chooser on={filter.kind !== null} onOpen={() => setOpen("kind")}>
        {filter.kind ? kindWord(filter.kind) : t("premises.all-kinds")}
      </Chooser>
      <button
        type="button"
        class={`button filter${filter.due ? " filter-on" : ""}`}
        aria-pressed={filter.due}
        onClick={() => onChange({ due: !filter.due })}
      >
        {t("premises.due-only")}
      </button>
      {open && (
        <Sheet
          title={t(open === "area" ? "premises.pick-area" : "premises.pick-kind")}
          onClose={() => setOpen(null)}
        >
          <Choice chosen={filter[open] === null} count={all.length} onPick={() => pick(null)}>
            {t(open === "area" ? "premises.all-areas" : "premises.all-kinds")}
          </Choice>
          {countBy(all, open).map(([value, count]) => (
            <Choice chosen={filter[open] === value} count={count} onPick={() => pick(value)}>
              {open === "area" ? areaWord(value) : kindWord(value)}
            </Choice>
          ))}
        </Sheet>
      )}
    </div>
  );
}

function Chooser({ on, onOpen, children }: { on: boolean; onOpen: () => void; children: string }) {
  return (
    <button
      type="button"
      class={`button filter${on ? " filter-on" : ""}`}
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      {children}
      <Icon name="down" />
    </button>
  );
}

function Choice({
  chosen,
  count,
  onPick,
  children,
}: {
  chosen: boolean;
  count: number;
  onPick: () => void;
  children: string;
}) {
  return (
    <button type="button" class="list-row" aria-pressed={chosen} onClick={onPick}>
      <span class="list-row-text">{chosen ? <b>{children}</b> : children}</span>
      <span class="list-row-right">{count}</span>
      {chosen && <Icon name="tick" />}
    </button>
  );
}

function countBy(all: readonly Premises[], what: "area" | "kind"): [string, number][] {
  const counts = new Map<string, number>();
  for (const premises of all) counts.set(premises[what], (counts.get(premises[what]) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
}
