// Draws one notice: where, what it is about, what happened, and the way to where it is dealt with.
import type { ComponentChildren } from "preact";
import type { Correction, Notice } from "../../data";
import type { Item } from "../../rules";
import { Link } from "../../ui/controls/Link";
import { Name } from "../../ui/controls/Name";
import { Chip, Icon, type Tone } from "../../ui/drawings/Icon";
import type { MarkName } from "../../ui/drawings/marks";
import { showDay, timeOf } from "../../ui/formats/format";
import { go } from "../../ui/router";
import { either, t, word } from "../../ui/texts/texts-corrections";
import { problemOf, useApp } from "../context";
import { isToRecheck } from "../corrections/known";
import { kindIcon } from "../kinds";
import { HowLong } from "../today/DatedRow";
import "../../styles/row.css";

const LOOKS: Record<string, [MarkName, Tone]> = {
  overdue: ["overdue", "fail"],
  due: ["overdue", "turn"],
  due_soon: ["wait", "wait"],
  returned: ["returned", "turn"],
  report: ["wait", "wait"],
  ask: ["wait", "wait"],
  sent: ["draft", "ink"],
};

interface Props {
  notice: Notice;
  /** What it is about; not here where its row has not come yet. */
  correction: Correction | undefined;
  item: Item | null;
  today: string;
  /** Its inspection came back and waits to be mended on this phone. */
  isBack: boolean;
}

export function NoticeRow(props: Props) {
  const { notice, correction, isBack } = props;
  if (notice.kind === "returned" && isBack && correction)
    return <ToMend inspection={correction.inspection}>{row(props)}</ToMend>;
  const place = correction && isToRecheck(correction) ? "recheck" : "premises";
  return (
    <Link class="row" href={`/${place}/${notice.premises}`} data-test="notice-row" data-kind={notice.kind}>
      {row(props)}
    </Link>
  );
}

/** Opens the next revision of the inspection that came back, as its row on the day's page does. */
function ToMend({ inspection, children }: { inspection: string; children: ComponentChildren }) {
  const { store, tell } = useApp();
  const open = () =>
    store.startRevision(inspection).then(
      (draft) => go(`/inspect/${draft.id}`),
      (error: unknown) => tell(problemOf(error)),
    );
  return (
    <button
      type="button"
      class="row row-button"
      data-test="notice-row"
      data-kind="returned"
      onClick={() => void open()}
    >
      {children}
    </button>
  );
}

function row({ notice, correction, item, today }: Props) {
  const { kind, at, due_on, place, isNew } = notice;
  const [mark, tone] = LOOKS[kind] ?? ["draft", "mute"];
  const time = Number.isNaN(Date.parse(at)) ? "" : timeOf(at);
  return (
    <>
      <Icon name={kindIcon(correction?.kind ?? "")} />
      <span class="row-text row-wide">
        <span class="row-line">
          <span class="row-name">
            <Name of={place} />
          </span>
          <time dateTime={at}>{time}</time>
        </span>
        <span class="row-second">{item ? either(item) : notice.item}</span>
        {due_on && (
          <span class="row-line">
            <span class="row-second row-day">{t("recheck.due", { day: showDay(due_on, today) })}</span>
            <HowLong day={due_on} today={today} />
          </span>
        )}
        <span class="row-third">
          <Chip mark={mark} tone={tone}>
            {wordOf(kind)}
          </Chip>
          {isNew && <b class="right">{t("notices.new")}</b>}
        </span>
      </span>
    </>
  );
}

/** What a later server tells of is said in general words. */
function wordOf(kind: string): string {
  const said = word("notices.kind", kind);
  return said === kind ? t("notices.other") : said;
}
