// Draws what is due on a day: why, the day, and how many working days are left or over.
import { showDay } from "../../ui/formats/format";
import { Icon, Mark } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { Name } from "../../ui/controls/Name";
import { t, type Key } from "../../ui/texts/texts";
import { kindIcon, showResult } from "../kinds";
import { childKind } from "../premises/hierarchy";
import { howLong, type Dated } from "./work-list";

export function DatedRow({ dated, today }: { dated: Dated; today: string }) {
  const { premises, day } = dated;
  return (
    <Link class="row" href={`/premises/${premises.id}`} data-test="dated-row">
      <Icon name={kindIcon(premises.kind)} />
      <span class="row-text row-wide">
        <span class="row-line">
          <span class="row-name">
            <Name of={premises.name} />
          </span>
          <b>
            <time dateTime={day}>{showDay(day, today)}</time>
          </b>
        </span>
        <span class="row-line">
          <span class="row-second row-day">{whyOf(dated)}</span>
          <HowLong day={day} today={today} />
        </span>
      </span>
    </Link>
  );
}

/** Says why somebody has to go: what is due below it, and what its own last visit came to. */
function whyOf({ premises, below, itself }: Dated): string {
  const { last, kind } = premises;
  const own = !itself
    ? []
    : !last
      ? [t("today.why-age")]
      : last.failed.length
        ? [t("today.why-failed", { day: showDay(last.on), n: last.failed.length })]
        : [t("today.why-last", { day: showDay(last.on), result: showResult(last.result, kind).text })];
  const lower = below ? [t(`today.below-${childKind(kind)}` as Key, { n: below })] : [];
  return [...own, ...lower].join(t("word.between"));
}

export function HowLong({ day, today }: { day: string; today: string }) {
  if (day === today) return <span class="row-how">{t("premises.due-today")}</span>;
  const long = howLong(day, today);
  if ("left" in long)
    return (
      <span class="row-how">{long.left ? t("today.left", { n: long.left }) : t("today.left-none")}</span>
    );
  return (
    <span class="row-how tone-fail">
      <Mark name="overdue" />
      {long.late ? t("today.late", { n: long.late }) : t("today.late-none")}
    </span>
  );
}
