// Shows the papers of a sealed inspection, to read on the phone, to print and to share, all without a network.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Empty } from "../../ui/controls/Empty";
import { BackHeader } from "../../ui/controls/AppHeader";
import { announce } from "../../ui/announce";
import { t } from "../../ui/texts/texts-papers";
import { problemOf, useApp } from "../context";
import { failedSteps, listDrafted, listOrdered, orderKind } from "./orders";
import { OrderPaper } from "./OrderPaper";
import { inGroups, paperNumber } from "./paper-number";
import { RecordPaper } from "./RecordPaper";
import { ResultPaper } from "./ResultPaper";
import { Serve } from "./Serve";
import { usePaper, type Paper } from "./use-paper";
import "../../styles/deadline.css";
import "../../styles/paper.css";
import "../../styles/papers.css";

type Tab = "order" | "record" | "result";
const DRAWN = { order: OrderPaper, record: RecordPaper, result: ResultPaper };

export function Papers({ id }: { id: string }) {
  const paper = usePaper(id);
  if (paper === undefined) return null;
  if (typeof paper === "string")
    return (
      <>
        <BackHeader name={t("paper.title")} parent={`/outbox/${id}`} plain />
        <main class="body">
          <Empty icon="list" title={t("paper.title")}>
            {t(`paper.${paper}`)}
          </Empty>
        </main>
      </>
    );
  const { withdrawn } = paper.record.body;
  if (withdrawn)
    return (
      <>
        <BackHeader name={t("paper.title")} parent={`/outbox/${id}`} plain />
        <main class="body" data-test="papers-withdrawn">
          <Empty icon="list" title={t("paper.withdrawn")}>
            {t("paper.withdrawn-2", { why: withdrawn })}
          </Empty>
        </main>
      </>
    );
  return <Shown paper={paper} />;
}

function Shown({ paper }: { paper: Paper }) {
  const { record, checklist } = paper;
  const ordered = listOrdered(checklist, record.body).length;
  const drafted = listDrafted(checklist, record.body).length;
  const [tab, setTab] = useState<Tab>(ordered + drafted ? "order" : "record");
  const sheet = useRef<HTMLElement>(null);
  const left = failedSteps(checklist, record.body).length - ordered - drafted;
  const isEmpty = tab === "order" && !(ordered + drafted);
  const Drawn = DRAWN[tab];
  return (
    <>
      <BackHeader name={titleOf(tab, paper)} parent={`/outbox/${record.id}`} plain />
      <main class="body papers">
        <Tabs tab={tab} paper={paper} onTab={setTab} />
        {isEmpty ? (
          <Empty icon="list" title={t("paper.no-order")}>
            {t("paper.no-order-2")}
          </Empty>
        ) : (
          <article class="paper" ref={sheet} data-test={`paper-${tab}`}>
            <Drawn paper={paper} />
          </article>
        )}
        {tab === "order" && ordered > 0 && left > 0 && (
          <p class="papers-note" data-test="left-out">
            {t("paper.left-out", { n: left })}
          </p>
        )}
      </main>
      {!isEmpty && (
        <Ways
          title={titleOf(tab, paper)}
          tab={tab}
          id={record.id}
          sheet={sheet}
          next={tab === "order" && <Serve paper={paper} />}
        >
          {tab === "order" && record.answer_code && <CodeToTell code={record.answer_code} />}
        </Ways>
      )}
    </>
  );
}

const titleOf = (tab: Tab, { record }: Paper): string =>
  t(`paper.${tab === "order" ? orderKind(record.body.premises.kind) : tab}`);

function Tabs({ tab, paper, onTab }: { tab: Tab; paper: Paper; onTab: (tab: Tab) => void }) {
  const kind = orderKind(paper.record.body.premises.kind);
  const words = {
    order: t(`paper.tab-${kind}`),
    record: t("paper.tab-record"),
    result: t("paper.tab-result"),
  };
  return (
    <div class="deadline papers-tabs" role="group" aria-label={t("paper.tabs")}>
      {(["order", "record", "result"] as const).map((one) => (
        <button type="button" aria-pressed={tab === one} data-test={`tab-${one}`} onClick={() => onTab(one)}>
          {words[one]}
        </button>
      ))}
    </div>
  );
}

/** Shows the operator's code large enough to be read off the phone, also while the paper scrolls. */
function CodeToTell({ code }: { code: string }) {
  return (
    <p class="papers-code">
      <b>{t("paper.code")}</b>
      <output class="code">{inGroups(code)}</output>
    </p>
  );
}

interface WaysProps {
  title: string;
  tab: Tab;
  id: string;
  sheet: { current: HTMLElement | null };
  /** What comes next, below the ways out. */
  next: ComponentChildren;
  children: ComponentChildren;
}

/** Offers the two ways out of the phone, alike. */
function Ways({ title, tab, id, sheet, next, children }: WaysProps) {
  const { store, tell } = useApp();
  const [saved, setSaved] = useState(false);
  const share = async () => {
    const { sharePaper } = await import("./share");
    const named = { title, name: `${tab}-${paperNumber(id)}.html` };
    if (sheet.current && (await sharePaper(store, sheet.current, named)) === "saved") {
      setSaved(true);
      announce(t("paper.downloaded"));
    }
  };
  return (
    <footer class="foot foot-column">
      {children}
      {saved && <p class="small">{t("paper.downloaded")}</p>}
      <div class="papers-ways">
        <button type="button" class="button" data-test="print" onClick={() => print()}>
          {t("paper.print")}
        </button>
        <button
          type="button"
          class="button"
          data-test="share"
          onClick={() => void share().catch((error: unknown) => tell(problemOf(error)))}
        >
          {t("paper.share")}
        </button>
      </div>
      {next}
    </footer>
  );
}
