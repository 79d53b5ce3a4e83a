// What to do first: what came back, what was begun, what is due near by.
import type { Draft, Premises, PublishedChecklist } from "../data";
import { Empty } from "../ui/Empty";
import { Face } from "../ui/Face";
import { dayOf, showDay, showWeekday } from "../ui/format";
import { Link } from "../ui/Link";
import { usePlace, type Here } from "../ui/place";
import { distance } from "../ui/search";
import { SyncLine } from "../ui/SyncLine";
import { t } from "../ui/texts";
import { useApp, useLive } from "./context";
import { DraftRow } from "./DraftRow";
import { isDue } from "./due";
import { PremisesRow } from "./PremisesRow";
import { RefusedRow, ReturnedRow } from "./ReturnedRow";
import { truthOf } from "./truth";

const SHOWN = 6;

export function Today() {
  const { status } = useApp();
  const today = dayOf(Date.now());
  const premises = useLive(["premises"], async (store) => new Map((await store.premises.all()).map((one) => [one.id, one])));
  const drafts = useLive(["drafts"], (store) => store.drafts.all());
  const returned = useLive(["inspections", "drafts", "outbox", "sent"], async (store) => (await store.inspections.returned()).filter((row) => !row.mending));
  const refused = useLive(["outbox", "drafts"], async (store) => {
    const mending = new Set((await store.drafts.all()).map((draft) => draft.id));
    return (await store.outbox.all()).filter((job) => (job.state === "fix" || job.state === "never") && !mending.has(job.id));
  });
  const checklists = useChecklists(drafts);
  const first = drafts?.filter((draft) => draft.rev > 1) ?? [];
  const begun = drafts?.filter((draft) => draft.rev === 1) ?? [];
  const count = first.length + (returned?.length ?? 0) + (refused?.length ?? 0);
  return (
    <>
      <Face title={t("place.today")} fact={<time dateTime={today}>{showDay(today)} {showWeekday(today)}</time>}>
        <SyncLine href="/outbox" {...truthOf(status)} />
      </Face>
      <main class="body">
        {count > 0 && (
          <Group title={t("today.first")} count={count}>
            {returned?.map((row) => <ReturnedRow row={row} premises={premises?.get(row.premises)} />)}
            {refused?.map((job) => <RefusedRow job={job} />)}
            {first.map((draft) => <DraftRow draft={draft} checklist={checklists?.get(draft.checklist.sha256)} />)}
          </Group>
        )}
        {begun.length > 0 && (
          <Group title={t("today.drafts")} count={begun.length}>
            {begun.map((draft) => <DraftRow draft={draft} checklist={checklists?.get(draft.checklist.sha256)} />)}
          </Group>
        )}
        {premises && drafts && returned && <Due all={premises} busy={new Set(drafts.map((draft) => draft.premises.id))} today={today} quiet={count + begun.length === 0} />}
      </main>
    </>
  );
}

function useChecklists(drafts: Draft[] | undefined): Map<string, PublishedChecklist> | undefined {
  return useLive(["checklists"], async (store) => {
    const wanted = new Map((drafts ?? []).map((draft) => [draft.checklist.sha256, draft.checklist]));
    const found = await Promise.all([...wanted.values()].map(({ code, version }) => store.checklists.get(code, version)));
    return new Map(found.filter((one) => one !== null).map((one) => [one.sha256, one]));
  }, [drafts?.map((draft) => draft.checklist.sha256).join()]);
}

function Group({ title, count, right, children }: { title: string; count: number; right?: string; children: preact.ComponentChildren }) {
  return (
    <section>
      <div class="group-head"><h2>{title}</h2><span class="group-count">{count}</span>{right && <span class="group-right">{right}</span>}</div>
      <div class="plate">{children}</div>
    </section>
  );
}

function Due({ all, busy, today, quiet }: { all: Map<string, Premises>; busy: Set<string>; today: string; quiet: boolean }) {
  const { here } = usePlace();
  const due = [...all.values()].filter((one) => isDue(one, today) && !busy.has(one.id)).sort(byUrgency(here));
  if (all.size === 0) return <Empty icon="premises" title={t("today.no-list")}>{t("today.no-list-2")}</Empty>;
  return (
    <>
      {quiet && <Empty icon="scan" title={t("today.empty")}>{t("today.empty-2")}</Empty>}
      {due.length > 0 && (
        <Group title={t("today.due")} count={due.length} right={t(here ? "today.nearest" : "today.longest")}>
          {due.slice(0, SHOWN).map((one) => <PremisesRow plain premises={one} today={today} metres={here && distance(here, one)} />)}
          <Link class="row-more" href="/premises">{t("today.all-premises", { n: all.size })}</Link>
        </Group>
      )}
    </>
  );
}

const byUrgency = (here: Here | null) => (a: Premises, b: Premises): number =>
  here ? (distance(here, a) ?? Infinity) - (distance(here, b) ?? Infinity) : (a.last?.on ?? "").localeCompare(b.last?.on ?? "") || a.id.localeCompare(b.id);
