// Draws one row of a list of premises.
import type { ComponentChildren } from "preact";
import type { Premises } from "../../data";
import { showDay, showMetres } from "../../ui/formats/format";
import { Chip, Icon } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { Name } from "../../ui/controls/Name";
import { t, type Key } from "../../ui/texts/texts";
import { dueOf } from "../today/due";
import { childKind, hasNoRoutine } from "./hierarchy";
import { isDone, isSeenToday, type UnderWay } from "./under-way";
import { kindIcon, kindWord, shortArea, showResult } from "../kinds";
import "../../styles/row.css";

interface Props {
  premises: Premises;
  today: string;
  metres?: number | null;
  mark?: readonly [number, number] | null;
  /** How many stalls or lifts wait below it. */
  below?: number | undefined;
  /** What this person does there now, or did and nobody decided on yet. */
  underWay?: UnderWay | undefined;
  plain?: boolean | undefined;
}

export function PremisesRow({
  premises,
  today,
  metres = null,
  mark = null,
  below = 0,
  underWay,
  plain,
}: Props) {
  const { mark: sign, tone, text } = showResult(premises.last?.result ?? null, premises.kind);
  return (
    <Link href={`/premises/${premises.id}`} class="row" data-test="premises-row">
      <Icon name={kindIcon(premises.kind)} />
      <span class="row-text row-wide">
        <span class="row-line">
          <span class="row-name">
            <Name of={premises.name} mark={mark} />
          </span>
          {metres !== null && <b>{showMetres(metres)}</b>}
        </span>
        <span class="row-line">
          <Facts>{[kindWord(premises.kind), shortArea(premises.area)]}</Facts>
          <WhenDue premises={premises} today={today} plain={plain || isDone(underWay)} />
        </span>
        <span class="row-third">
          {isSeenToday(underWay, today) ? (
            <Chip mark="sealed">{t("premises.seen-today")}</Chip>
          ) : (
            !hasNoRoutine(premises.kind) && (
              <Chip mark={sign} tone={tone}>
                {text}
              </Chip>
            )
          )}
          {below > 0 && <span>{t(`today.below-${childKind(premises.kind)}` as Key, { n: below })}</span>}
          {premises.last && <time dateTime={premises.last.on}>{showDay(premises.last.on)}</time>}
        </span>
      </span>
    </Link>
  );
}

/** Says on which day a premises is due, that nothing gives one, or that it is not visited at all. */
function WhenDue({ premises, today, plain }: Pick<Props, "premises" | "today" | "plain">) {
  const { status } = premises;
  if (status !== "open")
    return (
      <span class="row-how">
        {t(status === "closed" ? "premises.status.closed" : "premises.status.suspended")}
      </span>
    );
  const { state, on: day } = dueOf(premises, today);
  if (plain || state === null) return null;
  if (day === null)
    return <span class="row-how">{t(state === "never" ? "premises.due-now" : "premises.no-interval")}</span>;
  if (day < today)
    return <span class="row-how tone-fail">{t("premises.due-past", { day: showDay(day, today) })}</span>;
  return (
    <span class="row-how">
      {day === today ? t("premises.due-today") : t("premises.due-on", { day: showDay(day, today) })}
    </span>
  );
}

/** Shows facts in one row with a rule between them. */
export function Facts({ children }: { children: ComponentChildren[] }) {
  return (
    <span class="row-second">
      {children.map((fact, n) => (
        <>
          {n > 0 && <span class="bar-between" />}
          {fact}
        </>
      ))}
    </span>
  );
}
