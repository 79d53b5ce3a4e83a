// Draws the rows of work that comes back to this phone: returned by the supervisor, refused by the server, or
// begun on another phone.
import type { BoxEntry, DraftElsewhere, InspectionRow, Premises } from "../../data";
import { dayOf, showDay } from "../../ui/formats/format";
import { Chip, Icon } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { Name } from "../../ui/controls/Name";
import { countWorkdays } from "../../rules/workdays";
import { whatHappened } from "../../ui/controls/Problem";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts";
import { problemOf, useApp } from "../context";
import { kindIcon } from "../kinds";
import { ChecklistName } from "../premises/ChecklistName";

interface Back {
  row: InspectionRow;
  premises: Premises | undefined;
  today: string;
}

export function ReturnedRow({ row, premises, today }: Back) {
  const { store, tell } = useApp();
  const unfit = row.state === "fix";
  const waited = row.decided_at ? countWorkdays(dayOf(row.decided_at), today) : 0;
  const open = () =>
    store.startRevision(row.id).then(
      (draft) => go(`/inspect/${draft.id}`),
      (error: unknown) => tell(problemOf(error)),
    );
  return (
    <button type="button" class="row row-button" data-test="returned-row" onClick={() => void open()}>
      <Icon name={kindIcon(premises?.kind ?? "")} />
      <span class="row-text row-wide">
        <span class="row-name">
          <Name of={premises?.name ?? row.checklist} />
        </span>
        <span class="row-second">
          <ChecklistName code={row.checklist} between />
          {unfit
            ? t("today.fix")
            : t("today.returned", { n: row.returned.length, first: row.returned[0]?.remark ?? "" })}
        </span>
        <span class="row-third">
          <Chip mark="returned" tone="turn">
            {t(unfit ? "today.fix-chip" : "today.returned-chip")}
          </Chip>
          {row.decided_at && (
            <span class="right">
              <time dateTime={row.decided_at}>{showDay(dayOf(row.decided_at), today)}</time>
              {waited > 0 && `${t("word.between")}${t("today.waits", { n: waited })}`}
            </span>
          )}
        </span>
      </span>
    </button>
  );
}

/**
 * Draws a record that the server could not take; it leads to what is wrong and to the button that mends it.
 */
export function RefusedRow({ job }: { job: BoxEntry }) {
  return (
    <Link class="row" href={`/outbox/${job.id}`} data-test="refused-row">
      <Icon name="outbox" />
      <span class="row-text row-wide">
        <span class="row-name">
          <Name of={job.premises_name ?? ""} />
        </span>
        <span class="row-second">{job.problem ? whatHappened(job.problem) : t("today.fix")}</span>
        <span class="row-third">
          <Chip mark="returned" tone="turn">
            {t("today.fix-chip")}
          </Chip>
        </span>
      </span>
    </Link>
  );
}

/** Draws a draft whose copy came from this person's other phone; a tap goes on with it here. */
export function ElsewhereRow({ draft, premises }: { draft: DraftElsewhere; premises: Premises | undefined }) {
  const { store, tell } = useApp();
  const take = () =>
    store.elsewhere.take(draft.id).then(
      ({ id }) => go(`/inspect/${id}`),
      (error: unknown) => tell(problemOf(error)),
    );
  return (
    <button type="button" class="row row-button" data-test="elsewhere-row" onClick={() => void take()}>
      <Icon name={kindIcon(premises?.kind ?? "")} />
      <span class="row-text row-wide">
        <span class="row-name">
          <Name of={premises?.name ?? draft.checklist} />
        </span>
        <span class="row-second">{t("today.elsewhere", { n: draft.answered })}</span>
        <span class="row-third">
          <Chip mark="draft">{t("today.elsewhere-chip")}</Chip>
          <time class="right">{showDay(draft.on)}</time>
        </span>
      </span>
    </button>
  );
}
