// Narrows the list of premises by street, kind and due. A filter is filled only while it narrows.
import { useState } from "preact/hooks";
import type { Premises } from "../../data";
import { Icon } from "../../ui/drawings/Icon";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-more";
import { areaWord, kindWord } from "../kinds";

export interface Filter {
  area: string | null;
  kind: string | null;
  due: boolean;
}

type Field = "area" | "kind";

interface Props {
  all: readonly Premises[];
  filter: Filter;
  onChange: (change: Partial<Filter>) => void;
}

export function Filters({ all, filter, onChange }: Props) {
  const [open, setOpen] = useState<Field | null>(null);
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
        <Choices
          all={all}
          field={open}
          chosen={filter[open]}
          onPick={(value) => {
            onChange({ [open]: value });
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

interface Choosing {
  all: readonly Premises[];
  field: Field;
  chosen: string | null;
  onPick: (value: string | null) => void;
  onClose: () => void;
}

/** Lists every value of one field with the number of its premises, and all of them together. */
function Choices({ all, field, chosen, onPick, onClose }: Choosing) {
  const isArea = field === "area";
  return (
    <Sheet title={t(isArea ? "premises.pick-area" : "premises.pick-kind")} onClose={onClose}>
      <Choice chosen={chosen === null} count={all.length} onPick={() => onPick(null)}>
        {t(isArea ? "premises.all-areas" : "premises.all-kinds")}
      </Choice>
      {countBy(all, field).map(([value, count]) => (
        <Choice chosen={chosen === value} count={count} onPick={() => onPick(value)}>
          {isArea ? areaWord(value) : kindWord(value)}
        </Choice>
      ))}
    </Sheet>
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

function countBy(all: readonly Premises[], what: Field): [string, number][] {
  const counts = new Map<string, number>();
  for (const premises of all) counts.set(premises[what], (counts.get(premises[what]) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
}
