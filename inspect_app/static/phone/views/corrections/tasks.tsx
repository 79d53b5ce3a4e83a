// Lists on the day's page what is to be rechecked, what was served, and which moves did not count.
import type { ComponentChildren } from "preact";
import type { Correction, LostMove, Notice, Store, Uuid } from "../../data";
import { Group } from "../../ui/controls/Group";
import { Link } from "../../ui/controls/Link";
import { Name } from "../../ui/controls/Name";
import { Chip, Icon } from "../../ui/drawings/Icon";
import { dayOf, showDay } from "../../ui/formats/format";
import { either, t } from "../../ui/texts/texts-corrections";
import { kindIcon } from "../kinds";
import { ToNotices } from "../notices/ToNotices";
import { HowLong } from "../today/DatedRow";
import { byDue, isServed, isToRecheck, noDayWord, readWords, stateWord, type Words } from "./known";
import { Lost } from "./Lost";
import "../../styles/row.css";

/** One premises with what is to be rechecked there. */
export interface Task {
  first: Correction;
  all: Correction[];
  mine: boolean;
}

/** Puts together what lies at one premises: what is assigned to this person first, then by its due day. */
export function listTasks(all: readonly Correction[], user: Uuid): Task[] {
  const places = new Map<Uuid, Correction[]>();
  for (const one of all.filter(isToRecheck))
    places.set(one.premises, [...(places.get(one.premises) ?? []), one]);
  const tasks = [...places.values()].map((own) => {
    const sorted = own.sort(byDue);
    return { first: sorted[0]!, all: sorted, mine: own.some((one) => one.assigned === user) };
  });
  return tasks.sort((a, b) => Number(b.mine) - Number(a.mine) || byDue(a.first, b.first));
}

/** Null where there is nothing to show. */
export async function drawTasks(store: Store): Promise<ComponentChildren> {
  const corrections = await store.corrections();
  const [{ all, lost }, notices] = await Promise.all([corrections.read(), corrections.notices()]);
  const tasks = listTasks(all, store.user.id);
  const served = all.filter(isServed).sort(byDue);
  if (!tasks.length && !served.length && !lost.length && !notices.length) return null;
  const words = await readWords(store, all);
  return <Tasks {...{ notices, tasks, served, lost, words }} today={dayOf(Date.now())} />;
}

interface Props {
  notices: Notice[];
  tasks: Task[];
  served: Correction[];
  lost: LostMove[];
  words: Words;
  today: string;
}

function Tasks({ notices, tasks, served, lost, words, today }: Props) {
  return (
    <>
      {notices.length > 0 && <ToNotices notices={notices} />}
      {lost.length > 0 && (
        <Group title={t("tasks.lost")} count={lost.length}>
          {lost.map((one) => (
            <Lost move={one} />
          ))}
        </Group>
      )}
      {tasks.length > 0 && (
        <Group title={t("tasks.recheck")} count={tasks.length} right={t("tasks.earliest")}>
          {tasks.map((task) => (
            <TaskRow {...{ task, words, today }} />
          ))}
        </Group>
      )}
      {served.length > 0 && (
        <Group title={t("tasks.served")} count={served.length} right={t("tasks.earliest")}>
          {served.map((one) => (
            <ServedRow {...{ one, words, today }} />
          ))}
        </Group>
      )}
    </>
  );
}

const nameOf = (one: Correction, words: Words): string => {
  const item = words(one);
  return item ? either(item) : one.item;
};

function TaskRow({
  task: { first, all, mine },
  words,
  today,
}: { task: Task } & Pick<Props, "words" | "today">) {
  return (
    <Link class="row" href={`/recheck/${first.premises}`} data-test="recheck-row">
      <Icon name={kindIcon(first.kind)} />
      <span class="row-text row-wide">
        <PlaceLine one={first} today={today} />
        <span class="row-line">
          <span class="row-second row-day">
            {t("tasks.of", { items: all.map((one) => nameOf(one, words)).join(t("word.list")) })}
          </span>
          {first.due_on && <HowLong day={first.due_on} today={today} />}
        </span>
        {mine && (
          <span class="row-third">
            <Chip mark="draft" tone="ink">
              {t("tasks.mine")}
            </Chip>
          </span>
        )}
      </span>
    </Link>
  );
}

function PlaceLine({ one, today }: { one: Correction; today: string }) {
  const { place, due_on, unknown_years } = one;
  return (
    <span class="row-line">
      <span class="row-name">
        <Name of={place} />
      </span>
      <b>
        {due_on ? <time dateTime={due_on}>{showDay(due_on, today)}</time> : noDayWord(one)}
        {unknown_years.length > 0 && <span class="small"> {t("correction.unknown-years")}</span>}
      </b>
    </span>
  );
}

function ServedRow({ one, words, today }: { one: Correction } & Pick<Props, "words" | "today">) {
  return (
    <Link class="row" href={`/premises/${one.premises}`} data-test="served-row">
      <Icon name={kindIcon(one.kind)} />
      <span class="row-text row-wide">
        <PlaceLine {...{ one, today }} />
        <span class="row-line">
          <span class="row-second row-day">{nameOf(one, words)}</span>
          {one.due_on && <HowLong day={one.due_on} today={today} />}
        </span>
        <span class="row-third">
          <Chip
            mark={one.state === "reported" ? "wait" : "draft"}
            tone={one.state === "reported" ? "wait" : "mute"}
          >
            {stateWord(one)}
          </Chip>
          {one.amending && (
            <Chip mark="returned" tone="turn">
              {t("correction.amending")}
            </Chip>
          )}
          {one.pending.length > 0 && <span class="right small">{t("correction.waiting")}</span>}
        </span>
      </span>
    </Link>
  );
}
