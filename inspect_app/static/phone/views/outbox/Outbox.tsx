// Draws the outbox: what is still on this phone, how far it is, and what was received. "Received" is said of
// a verified receipt only.
import { useState } from "preact/hooks";
import type { BoxEntry } from "../../data";
import type { Status } from "../../sync/types";
import { Empty } from "../../ui/controls/Empty";
import { AppHeader } from "../../ui/controls/AppHeader";
import { showMoment, timeOf } from "../../ui/formats/format";
import { Icon } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { t } from "../../ui/texts/texts-more";
import { useApp, useLive } from "../context";
import { OutboxRow } from "./OutboxRow";
import { ProblemBox } from "../../ui/controls/Problem";
import { SyncStatus } from "../../ui/controls/SyncStatus";
import { LATE, syncStatusOf } from "./sync-status";
import "../../styles/outbox.css";

export function Outbox() {
  const { status } = useApp();
  const here = useLive(["outbox", "photos"], (store) => store.outbox.all());
  const sent = useLive(["sent"], (store) => store.sent.all());
  return (
    <>
      <AppHeader
        title={t("place.outbox")}
        fact={
          status.lastReceivedAt && (
            <time>{t("outbox.last", { time: showMoment(status.lastReceivedAt) })}</time>
          )
        }
      >
        <SyncStatus {...syncStatusOf(status)} />
      </AppHeader>
      <main class="body">
        <Retry />
        <Here jobs={here} lesson={sent?.length === 0} />
        <Sent jobs={sent} />
      </main>
    </>
  );
}

function Retry() {
  const { status } = useApp();
  if (syncStatusOf(status).href)
    return (
      <div class="outbox-now">
        <Link class="button button-ink button-wide" href="/sign-in" data-test="sign-in-again">
          {t("signin.again")}
        </Link>
      </div>
    );
  if (status.problem?.code === "revoked")
    return (
      <div class="outbox-now">
        <ProblemBox problem={status.problem} when={t("outbox.revoked")} />
        <ToRescue ink />
      </div>
    );
  return (
    <div class="outbox-now">
      <RetryNow />
      {status.oldestAt && Date.now() - status.oldestAt > LATE && <ToRescue />}
      {status.upload && (
        <progress
          class="upload"
          max={status.upload.total}
          value={status.upload.sent}
          aria-label={t("state.sending")}
        />
      )}
    </div>
  );
}

/** Synchronises at once, and says when it would happen by itself. */
function RetryNow() {
  const { sync, status } = useApp();
  const [asked, setAsked] = useState(false);
  const waits =
    status.recordsWaiting + status.photosWaiting + status.scansWaiting > 0 || status.problem !== null;
  const busy = asked || status.phase !== "idle";
  const retry = async () => {
    setAsked(true);
    await sync.syncNow();
    setAsked(false);
  };
  return (
    <>
      <button
        type="button"
        class={`button button-wide${waits ? " button-ink" : ""}`}
        aria-busy={busy}
        data-test="retry"
        onClick={() => void retry()}
      >
        {t(busy ? (waits ? "outbox.retrying" : "sync-status.checking") : waits ? "go.retry" : "me.sync-now")}
      </button>
      {!busy && <WhatNext status={status} />}
    </>
  );
}

/** Says what happens without anybody's doing: with the network, or at a time. */
function WhatNext({ status: { online, nextTryAt } }: { status: Status }) {
  if (online === false)
    return (
      <p class="small" role="status" data-test="retry-offline">
        {t("outbox.offline")}
      </p>
    );
  if (!nextTryAt) return null;
  return <p class="small">{t("outbox.next-try", { time: timeOf(nextTryAt) })}</p>;
}

function ToRescue({ ink = false }: { ink?: boolean }) {
  return (
    <Link class={`button button-wide${ink ? " button-ink" : ""}`} href="/rescue" data-test="to-rescue">
      {t("rescue.to")}
    </Link>
  );
}

function Here({ jobs, lesson }: { jobs: BoxEntry[] | undefined; lesson: boolean }) {
  if (!jobs) return null;
  return (
    <section>
      <div class="group-head">
        <h2>{t("outbox.here")}</h2>
        <span class="group-count" data-test="outbox-count">
          {jobs.length > 0 ? t("outbox.all-waiting", { n: jobs.length, all: jobs.length }) : 0}
        </span>
      </div>
      <div class="card">
        {jobs.map((job, n) => (
          <OutboxRow job={job} position={jobs.length - n} />
        ))}
        {jobs.length === 0 &&
          (lesson ? (
            <Empty icon="outbox" title={t("outbox.empty")}>
              {t("outbox.empty-2")}
            </Empty>
          ) : (
            <p class="list-row">{t("outbox.empty")}</p>
          ))}
      </div>
    </section>
  );
}

function Sent({ jobs }: { jobs: BoxEntry[] | undefined }) {
  if (!jobs) return null;
  return (
    <section>
      <div class="group-head">
        <h2>{t("outbox.received")}</h2>
        <span class="group-count">{jobs.length}</span>
        <span class="group-right">{t("outbox.kept-days")}</span>
      </div>
      <div class="card">
        {jobs.length === 0 ? (
          <p class="list-row">
            <Icon name="clock" />
            <span class="list-row-text">{t("outbox.sent-empty")}</span>
          </p>
        ) : (
          jobs.map((job) => <OutboxRow job={job} position={0} />)
        )}
      </div>
    </section>
  );
}
