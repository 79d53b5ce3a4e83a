// Draws one stall, lift or unit work: its own number first, how it stands, and the button that inspects it.
import type { Premises } from "../../data";
import { showDay } from "../../ui/formats/format";
import { Chip, type Tone } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import type { MarkName } from "../../ui/drawings/marks";
import { t } from "../../ui/texts/texts-more";
import { startInspection, startAcceptance, resumeWork } from "../premises/start-inspection";
import { problemOf, useApp } from "../context";
import { isDue } from "../today/due";
import { shortName } from "../premises/hierarchy";
import { showResult } from "../kinds";
import { Facts } from "../premises/PremisesRow";
import { attemptWords } from "../acceptance/attempts";
import { factsOf } from "./child-facts";
import { isDone, isSeenToday, type UnderWay } from "../premises/under-way";
import "../../styles/children.css";

interface Props {
  child: Premises;
  parent: Premises;
  today: string;
  underWay: UnderWay | undefined;
}

export function ChildRow({ child, parent, today, underWay }: Props) {
  const facts = factsOf(child, parent, today);
  return (
    <li class="child">
      <Link class="child-open" href={`/premises/${child.id}`} data-test="child-row">
        <b class="child-name" lang="zh-CN">
          {shortName(child, parent.name)}
        </b>
        {facts.length > 0 && <Facts>{facts}</Facts>}
        <State child={child} today={today} underWay={underWay} />
      </Link>
      <Act child={child} parent={parent} today={today} underWay={underWay} />
    </li>
  );
}

const SHOWN: Record<Exclude<UnderWay["is"], "draft">, { mark: MarkName; tone: Tone }> = {
  sealed: { mark: "sealed", tone: "ink" },
  received: { mark: "received", tone: "pass" },
  quarantined: { mark: "quarantine", tone: "turn" },
  returned: { mark: "returned", tone: "turn" },
  fix: { mark: "returned", tone: "turn" },
};

function State({ child, today, underWay }: Pick<Props, "child" | "today" | "underWay">) {
  if (underWay?.is === "draft")
    return (
      <span class="row-third">
        <Chip mark="draft">{t("choose.open-short", { n: Object.keys(underWay.draft.answers).length })}</Chip>
      </span>
    );
  if (underWay)
    return (
      <span class="row-third">
        <Chip {...SHOWN[underWay.is]}>
          {isSeenToday(underWay, today)
            ? t("premises.seen-today")
            : t(underWay.is === "received" ? "children.in-review" : `state.${underWay.is}`)}
        </Chip>
      </span>
    );
  if (child.status !== "open")
    return (
      <span class="row-third">
        <Chip mark="na">
          {t(child.status === "closed" ? "premises.status.closed" : "premises.status.suspended")}
        </Chip>
      </span>
    );
  if (child.kind === "unit_work") return <span class="row-third">{attemptWords(child.attempts ?? [])}</span>;
  const { mark, tone, text } = showResult(child.last?.result ?? null);
  return (
    <span class="row-third">
      <Chip mark={mark} tone={tone}>
        {text}
      </Chip>
      {child.last && <time dateTime={child.last.on}>{showDay(child.last.on)}</time>}
    </span>
  );
}

function Act({ child, parent, today, underWay }: Props) {
  const { store, tell } = useApp();
  const attempt = (work: Promise<void>) => void work.catch((error: unknown) => tell(problemOf(error)));
  const accepted = child.kind === "unit_work";
  if (isDone(underWay)) return null;
  if (!underWay && !accepted && !isDue(child, today)) return null;
  const start = () => {
    if (underWay?.is === "draft")
      attempt(resumeWork(store, { id: underWay.draft.id, draft: underWay.draft }));
    else if (underWay && "id" in underWay) attempt(resumeWork(store, { id: underWay.id, draft: null }));
    else if (accepted) attempt(startAcceptance(store, parent.id, child.id));
    else attempt(startInspection(store, child.id));
  };
  const word = underWay
    ? t(underWay.is === "draft" ? "children.go-on" : "children.mend")
    : t(accepted ? "children.accept" : "children.inspect");
  return (
    <button
      type="button"
      class="button child-start"
      aria-label={`${word} ${shortName(child, parent.name)}`}
      data-test="child-start"
      onClick={start}
    >
      {word}
    </button>
  );
}
