// Draws one inspection of the outbox: name, state, photo dots, and its problem in plain words.
import { useState } from "preact/hooks";
import type { BoxEntry } from "../../data";
import { shortMark, showMoment, timeOf } from "../../ui/formats/format";
import { Chip, type Tone } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import type { MarkName } from "../../ui/drawings/marks";
import { Name } from "../../ui/controls/Name";
import { ProblemBox } from "../../ui/controls/Problem";
import { go } from "../../ui/router";
import { t, word } from "../../ui/texts/texts-field";
import { problemOf, useApp } from "../context";
import { ChecklistName } from "../premises/ChecklistName";

const SHOWN: Record<BoxEntry["state"], [MarkName, Tone]> = {
  ready: ["sealed", "ink"],
  waiting: ["wait", "wait"],
  quarantined_unproven: ["quarantine", "turn"],
  fix: ["returned", "turn"],
  never: ["overdue", "fail"],
  received: ["received", "pass"],
  quarantined: ["quarantine", "turn"],
  replaced: ["sealed", "mute"],
};

export function OutboxRow({ job, position }: { job: BoxEntry; position: number }) {
  const { status } = useApp();
  const [mark, tone] = SHOWN[job.state];
  const isAnswer = job.collection === "cosignature";
  const isProposal = job.collection === "proposal";
  const sending = job.state === "waiting" && status.phase === "uploading";
  const name =
    job.state === "ready"
      ? t("state.sealed")
      : sending
        ? t("state.sending")
        : word(
            "state",
            job.problem?.code === "dismissed"
              ? "dismissed"
              : job.state === "quarantined_unproven"
                ? "quarantined"
                : job.state,
          );
  return (
    <article class="job" data-test="job" data-state={job.state}>
      <Link href={hrefOf(job)} class="job-main">
        <span class="job-head">
          <span class="job-name">
            <Name of={job.premises_name ?? ""} />
            <ChecklistName code={job.checklist} />
            {job.withdrawn && <span class="checklist-name">{word("result", "withdrawn")}</span>}
            {job.unable && <span class="checklist-name">{word("result", "unable")}</span>}
            {isProposal && <span class="checklist-name">{t("outbox.proposal")}</span>}
            {job.move && (
              <span class="checklist-name">
                {t(job.move === "serve" ? "outbox.move-serve" : "outbox.move-recheck")}
              </span>
            )}
            {isAnswer && <span class="checklist-name">{t("outbox.cosignature")}</span>}
          </span>
          <Chip mark={mark} tone={tone}>
            {name}
          </Chip>
        </span>
        <span class="job-row">
          {!isAnswer && <PhotoDots photos={job.photos} sending={sending} />}
          <span class="job-right">{rightOf(job, position)}</span>
        </span>
      </Link>
      {job.problem && <Trouble job={job} />}
    </article>
  );
}

function hrefOf({ collection, id, premises }: BoxEntry): string {
  if (collection === "correction_step") return `/recheck/${premises}`;
  if (collection === "cosignature") return "/cosignatures";
  return collection === "proposal" ? `/premises/${premises}` : `/outbox/${id}`;
}

function rightOf(job: BoxEntry, position: number) {
  if (job.received_at)
    return (
      <>
        <span class="code">
          {t("outbox.receipt")} {shortMark(job.digest)}
        </span>
        <span class="bar-between" />
        <time>{showMoment(job.received_at)}</time>
      </>
    );
  return job.state !== "ready" || job.rev > 1 || position === 1
    ? t("outbox.rev", { n: job.rev })
    : t("outbox.queue", { n: position });
}

function PhotoDots({ photos, sending }: { photos: BoxEntry["photos"]; sending: boolean }) {
  if (!photos.total) return <span>{t("outbox.no-photos")}</span>;
  return (
    <span class="photo-dots-row">
      <span class="photo-dots" aria-hidden="true">
        {Array.from({ length: photos.total }, (_, n) => (
          <span class={dotClass(n, photos.done, sending)} />
        ))}
      </span>
      <span data-test="job-photos">{t("outbox.photos", { done: photos.done, all: photos.total })}</span>
    </span>
  );
}

function dotClass(n: number, done: number, sending: boolean): string {
  if (n < done) return "photo-dot photo-dot-done";
  return n === done && sending ? "photo-dot photo-dot-half" : "photo-dot";
}

function Trouble({ job }: { job: BoxEntry }) {
  const { store, tell } = useApp();
  const [busy, setBusy] = useState(false);
  const { problem } = job;
  if (!problem) return null;
  const mend = async () => {
    setBusy(true);
    await store.startRevision(job.id).then(
      (draft) => go(`/inspect/${draft.id}`),
      (error: unknown) => tell(problemOf(error)),
    );
    setBusy(false);
  };
  return (
    <ProblemBox problem={problem} when={whenNext(job)} nothingHere={problem.code === "photo_elsewhere"}>
      {job.reason && <p>{t("outbox.reason", { reason: job.reason })}</p>}
      {job.mendable && (
        <button type="button" class="button" disabled={busy} onClick={() => void mend()}>
          {t("outbox.mend")}
        </button>
      )}
    </ProblemBox>
  );
}

/** Says when it is tried again; what lies with the supervisor is not. */
function whenNext({ next_try_at, state, problem }: BoxEntry): string | undefined {
  if (problem?.code === "photo_elsewhere") return "";
  if (next_try_at) return t("outbox.next-try", { time: timeOf(next_try_at) });
  return state === "quarantined_unproven" || state === "quarantined" ? "" : undefined;
}
