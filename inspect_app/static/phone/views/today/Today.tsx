// Draws the day as a list of work: what was broken off, what has a day, what came back, what is due near by.
import { useMemo } from "preact/hooks";
import type { Draft, PublishedChecklist, Store } from "../../data";
import { AppHeader } from "../../ui/controls/AppHeader";
import { dayOf, showDay, showWeekday } from "../../ui/formats/format";
import { Group } from "../../ui/controls/Group";
import { Icon } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { SyncStatus } from "../../ui/controls/SyncStatus";
import { t } from "../../ui/texts/texts";
import { useApp, useLive } from "../context";
import { DraftRow } from "./DraftRow";
import { ElsewhereRow, RefusedRow, ReturnedRow } from "./ReturnedRow";
import { syncStatusOf } from "../outbox/sync-status";
import { Due } from "./Due";
import { DueStrip } from "./DueStrip";
import { byAge, listDated } from "./work-list";
import { isFirstSync } from "./first-sync";
import { mapUnderWay } from "../premises/under-way";

export function Today() {
  const today = dayOf(Date.now());
  const { status } = useApp();
  const isRevoked = status.problem?.code === "revoked";
  const { premises, drafts, returned, refused, elsewhere, underWay } = useWork();
  const checklists = useChecklists(drafts);
  const tasks = useLive(["inspections", "outbox", "sent"], async (store) =>
    (await import("../corrections/tasks")).drawTasks(store),
  );
  const begun = [...(drafts ?? [])].sort((a, b) => b.saved_at.localeCompare(a.saved_at));
  const dated = useMemo(
    () => (premises && underWay && !isRevoked ? listDated(premises, underWay, today) : []),
    [premises, underWay, today, isRevoked],
  );
  const back = (returned?.length ?? 0) + (refused?.length ?? 0);
  const cameBack = back > 0 && (
    <Group title={t("today.back")} count={back} right={t("today.oldest")}>
      {[...returned!].sort(byAge).map((row) => (
        <ReturnedRow row={row} premises={premises?.get(row.premises)} today={today} />
      ))}
      {refused?.map((job) => (
        <RefusedRow job={job} />
      ))}
    </Group>
  );
  return (
    <>
      <TodayHeader today={today} />
      <main class="body">
        <DueStrip dated={dated} today={today} />
        {begun.length + (elsewhere?.length ?? 0) > 0 && (
          <Group title={t("today.drafts")} count={begun.length + (elsewhere?.length ?? 0)}>
            {begun.map((draft) => (
              <DraftRow draft={draft} checklist={checklists?.get(draft.checklist.sha256)} />
            ))}
            {elsewhere?.map((draft) => (
              <ElsewhereRow draft={draft} premises={premises?.get(draft.premises)} />
            ))}
          </Group>
        )}
        <Cosign />
        {tasks}
        {isRevoked && cameBack}
        {isRevoked && <p class="card card-pad">{t("outbox.revoked")}</p>}
        {!isRevoked && premises && drafts && returned && underWay && (
          <Due
            all={premises}
            busy={underWay}
            today={today}
            quiet={back + begun.length === 0}
            between={cameBack}
            dated={dated}
            loading={isFirstSync(status)}
          />
        )}
      </main>
    </>
  );
}

/** Leads to the signatures under this person's name, where there are some he said nothing of. */
function Cosign() {
  const n = useLive(["inspections", "outbox", "sent"], (store) => store.cosignatures.open())?.length;
  if (!n) return null;
  return (
    <Link class="list-row card" href="/cosignatures" data-test="to-cosign">
      <Icon name="sign" />
      {t("today.cosign", { n })}
      <Icon name="next" />
    </Link>
  );
}

function TodayHeader({ today }: { today: string }) {
  const { status } = useApp();
  const day = (
    <time dateTime={today}>
      {showDay(today)} {showWeekday(today)}
    </time>
  );
  return (
    <AppHeader title={t("place.today")} fact={day}>
      <SyncStatus href="/outbox" {...syncStatusOf(status)} />
    </AppHeader>
  );
}

/** Reads everything a day starts from, as it is on this phone. */
function useWork() {
  const premises = useLive(
    ["premises"],
    async (store) => new Map((await store.premises.all()).map((one) => [one.id, one])),
  );
  const drafts = useLive(["drafts"], (store) => store.drafts.all());
  const returned = useLive(["inspections", "drafts", "outbox", "sent"], async (store) =>
    (await store.inspections.returned()).filter((row) => !row.mending),
  );
  const waiting = useLive(["inspections", "outbox", "drafts", "photos"], readWaiting);
  const elsewhere = useLive(["drafts", "inspections"], (store) => store.elsewhere.all());
  return { premises, drafts, returned, elsewhere, ...waiting };
}

/** Reads the outbox once for all that follows from it: a thousand records take their time on a slow phone. */
async function readWaiting(store: Store) {
  const outbox = store.outbox.all();
  const [underWay, jobs, drafts] = await Promise.all([
    mapUnderWay(store, outbox),
    outbox,
    store.drafts.all(),
  ]);
  const mending = new Set(drafts.map((draft) => draft.id));
  return { underWay, refused: jobs.filter((job) => job.mendable && !mending.has(job.id)) };
}

function useChecklists(drafts: Draft[] | undefined): Map<string, PublishedChecklist> | undefined {
  return useLive(
    ["checklists"],
    async (store) => {
      const wanted = new Map((drafts ?? []).map((draft) => [draft.checklist.sha256, draft.checklist]));
      const found = await Promise.all(
        [...wanted.values()].map(({ code, version }) => store.checklists.get(code, version)),
      );
      return new Map(found.filter((one) => one !== null).map((one) => [one.sha256, one]));
    },
    [drafts?.map((draft) => draft.checklist.sha256).join()],
  );
}
