// One premises: what it is, what failed last time, and the button that starts an inspection.
import { useState } from "preact/hooks";
import type { Premises, PublishedChecklist } from "../data";
import { BackFace } from "../ui/Face";
import { Empty } from "../ui/Empty";
import { dayOf, showDay, showMetres } from "../ui/format";
import { Chip, Icon, Mark } from "../ui/Icon";
import { findPlace, usePlace } from "../ui/place";
import { ProblemBox } from "../ui/Problem";
import { go } from "../ui/router";
import { distance } from "../ui/search";
import { either, t } from "../ui/texts";
import { attributeWords } from "./attributes";
import { problemOf, useApp, useLive } from "./context";
import { areaWord, kindIcon, kindWord, showResult } from "./kinds";
import "../styles/row.css";

export function PremisesPage({ id, notice }: { id: string; notice?: preact.ComponentChildren }) {
  const premises = useLive(["premises"], (store) => store.premises.byId(id), [id]);
  const checklist = useLive(["checklists", "premises"], async (store) => {
    const found = await store.premises.byId(id);
    return found && store.checklists.forKind(found.kind, dayOf(Date.now()));
  }, [id]);
  if (premises === undefined || checklist === undefined) return null;
  if (premises === null) {
    return <><BackFace name={t("place.premises")} parent="/premises" plain /><main class="body"><Empty icon="premises" title={t("premises.unknown")}>{t("premises.unknown-2")}</Empty></main></>;
  }
  return (
    <>
      <BackFace name={premises.name} parent="/premises" />
      <main class="body">
        {notice}
        <Head premises={premises} />
        <LastVisit premises={premises} checklist={checklist} />
        <Record premises={premises} checklist={checklist} />
      </main>
      <StartFoot premises={premises} possible={checklist !== null} />
    </>
  );
}

function Head({ premises }: { premises: Premises }) {
  return (
    <section class="head-plate">
      <p class="second kind-line"><Icon name={kindIcon(premises.kind)} /><span>{kindWord(premises.kind)}<span class="bar-between" />{areaWord(premises.area)}</span></p>
      {premises.status !== "open" && <Chip mark="na">{t(premises.status === "closed" ? "premises.status.closed" : "premises.status.suspended")}</Chip>}
    </section>
  );
}

function LastVisit({ premises, checklist }: { premises: Premises; checklist: PublishedChecklist | null }) {
  const { last } = premises;
  const { mark, tone, text } = showResult(last?.result ?? null);
  const items = new Map<string, { zh: string; en?: string }>((checklist?.object.items ?? []).map((item) => [item.id, item]));
  return (
    <>
      <div class="group-head"><h2>{t("premises.last-visit")}</h2>{last && <span class="group-right"><time dateTime={last.on}>{showDay(last.on)}</time></span>}</div>
      <div class="plate">
        <p class="line">{last ? <Chip mark={mark} tone={tone}>{text}</Chip> : t("premises.never")}</p>
        {last?.failed.map((item) => <p class="line"><Mark name="fail" class="tone-fail" /><span class="line-text">{items.has(item) ? either(items.get(item)!) : item}</span></p>)}
        {last && last.failed.length === 0 && <p class="line">{t("premises.none-failed")}</p>}
      </div>
    </>
  );
}

function Record({ premises, checklist }: { premises: Premises; checklist: PublishedChecklist | null }) {
  const { here } = usePlace();
  const metres = here && distance(here, premises);
  return (
    <>
      <div class="group-head"><h2>{t("premises.facts")}</h2></div>
      <dl class="facts plate gutter">
        <Fact name={t("premises.address")}><span lang="zh-CN">{premises.address}</span></Fact>
        <Fact name={t("premises.code")}><span class="code">{premises.code.slice(0, 4)} {premises.code.slice(4)}</span></Fact>
        {metres !== null && <Fact name={t("premises.distance")}>{showMetres(metres)}</Fact>}
        {checklist && attributeWords(checklist.object, premises.attrs).map(([name, value]) => <Fact name={name}>{value}</Fact>)}
        <Fact name={t("premises.checklist")}>{checklist ? `${either(checklist.object)} ${t("premises.version", { version: checklist.version })}` : t("premises.no-checklist")}</Fact>
      </dl>
    </>
  );
}

export function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return <div class="fact"><dt>{name}</dt><dd>{children}</dd></div>;
}

function StartFoot({ premises, possible }: { premises: Premises; possible: boolean }) {
  const { store } = useApp();
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null);
  const draft = useLive(["drafts"], async (kept) => (await kept.drafts.all()).find((one) => one.premises.id === premises.id) ?? null, [premises.id]);
  const returned = useLive(["inspections", "drafts", "outbox"], async (kept) => (await kept.inspections.returned()).find((one) => one.premises === premises.id && !one.mending) ?? null, [premises.id]);
  const open = async (work: () => Promise<{ id: string }>, fresh: boolean) => {
    try {
      const { id } = await work();
      if (fresh) void findPlace().then((place) => (typeof place === "string" ? store.drafts.setPosition(id, null, t(`place.no-${place}`)) : store.drafts.setPosition(id, place))).catch(() => undefined);
      go(`/inspect/${id}`);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  if (draft === undefined || returned === undefined) return null;
  const start = () => open(() => (draft ? Promise.resolve(draft) : returned ? store.startRevision(returned.id) : store.drafts.start(premises.id)), !draft && !returned);
  const word = draft ? t("premises.continue") : returned ? t("premises.mend", { n: returned.returned.length }) : t("premises.start");
  return (
    <footer class="foot foot-column">
      {problem && <ProblemBox problem={problem} />}
      {possible || draft || returned
        ? <button type="button" class="button button-next foot-main" data-test="start" onClick={() => void start()}>{word}<Icon name="next" /></button>
        : <p class="button button-blocked">{t("premises.no-checklist")}</p>}
    </footer>
  );
}
