// Draws the coming working days as a line, with a bar for each place that is due.
import { addWorkdays } from "../../rules/workdays";
import { showWeekday } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts";
import { AHEAD, type Dated } from "./work-list";
import "../../styles/due-strip.css";

const MOST_BARS = 3;

export interface Column {
  /** Null stands for everything that is past. */
  day: string | null;
  count: number;
}

/** Counts what is due by working day; what falls on a day off is planned for the next working day. Pure. */
export function columnsOf(dated: readonly Dated[], today: string): Column[] {
  const days = Array.from({ length: AHEAD + 1 }, (_, n) => (n ? addWorkdays(today, n).day : today));
  const columns: Column[] = [null, ...days].map((day) => ({ day, count: 0 }));
  for (const { day } of dated) {
    const column = day < today ? columns[0] : columns.find((one) => one.day !== null && one.day >= day);
    if (column) column.count += 1;
  }
  return columns;
}

export function DueStrip({ dated, today }: { dated: readonly Dated[]; today: string }) {
  if (dated.length === 0) return null;
  const columns = columnsOf(dated, today);
  const [late, now, ...later] = columns.map(({ count }) => count);
  const rest = later.reduce((sum, count) => sum + count, 0);
  return (
    <div
      class="due-strip"
      role="img"
      aria-label={t("today.strip", { late: late ?? 0, now: now ?? 0, rest })}
      data-test="due-strip"
    >
      {columns
        .filter(({ day, count }) => day !== null || count > 0)
        .map(({ day, count }) => (
          <span class={classOf(day, today)}>
            <Bars count={count} />
            <span class="due-day">{labelOf(day, today)}</span>
          </span>
        ))}
    </div>
  );
}

const classOf = (day: string | null, today: string): string =>
  day === null ? "due-column due-late" : day === today ? "due-column due-now" : "due-column";

function labelOf(day: string | null, today: string): string {
  if (day === null) return t("today.strip-late");
  const weekday = day === today ? t("today.strip-now") : showWeekday(day).replace("周", "");
  return `${weekday} ${Number(day.slice(8))}`;
}

/** Draws a bar for each; a number says how many where they would not fit. */
const Bars = ({ count }: { count: number }) => (
  <span class="due-bars">
    {count > MOST_BARS ? <b>{count}</b> : Array.from({ length: count }, () => <i />)}
  </span>
);
